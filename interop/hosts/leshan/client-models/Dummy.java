import org.eclipse.leshan.client.resource.DummyInstanceEnabler;
import org.eclipse.leshan.core.model.ObjectModel;
import org.eclipse.leshan.core.model.ResourceModel;

/** The library's instance of made-up values, with an integer that is in the range of each definition here. */
public final class Dummy extends DummyInstanceEnabler {
    public Dummy() {}

    Dummy(int id) {
        super(id);
    }

    @Override
    protected long createDefaultIntegerValueFor(ObjectModel object, ResourceModel resource) {
        return 1;
    }
}

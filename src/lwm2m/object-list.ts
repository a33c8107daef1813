import { contentFormats, type DataFormat, type Link, pathText } from '#content'
import type { Device } from './device.ts'

/** The link that announces the root path and the formats that are no matter of course (Core 1.1.1 §6.2.1). */
export function rootLink(formats: readonly DataFormat[]): Link {
  const numbers = formats
    .map((format) => contentFormats[format])
    .filter((number) => number > contentFormats.opaque)
  return {
    target: '/',
    attributes: [
      { name: 'rt', value: 'oma.lwm2m', quoted: true },
      { name: 'ct', value: numbers.join(' '), quoted: true },
    ],
  }
}

/** How a registration lists one object: its instances, and the object itself where it has none or states its version. */
export function listedObject({ store, discovery }: Device, object: number): Link[] {
  const attributes = discovery.versionAttribute(object)
  const instances = store
    .instances(object)
    .map((instance): Link => ({ target: pathText([object, instance]), attributes: [] }))
  return instances.length > 0 && attributes.length === 0
    ? instances
    : [{ target: pathText([object]), attributes }, ...instances]
}

/** The object list of a registration: all objects but Security and OSCORE (Core 1.1.1 §6.2.1). */
export function objectList(device: Device): Link[] {
  return device.store
    .objects()
    .filter((object) => !device.isClosed(object))
    .flatMap((object) => listedObject(device, object))
}

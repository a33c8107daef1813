import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fileXml, objectXml } from './definition.fixture.ts'
import { readPlain } from './plain-reader.ts'
import { readWithXml2js } from './xml2js-reader.ts'

describe('readPlain', () => {
  it('reads a usual definition just as xml2js does', () => {
    const text = `<!-- c -->\n${fileXml(objectXml({ items: [{ description: '<![CDATA[a < b]]> &amp; c' }, { id: 1 }] }))}`
    const plain = readPlain(text, text.indexOf('<LWM2M'))
    expect(plain).toBeDefined()
    expect(plain).toEqual(readWithXml2js(text, text.indexOf('<LWM2M'), 'a.xml'))
  })

  it.each([
    ['numeric entities', '<a>&#65;</a>'],
    ['unknown entities', '<a>&e;</a>'],
    ['processing instructions', '<a><?p?></a>'],
    ['prefixed names', '<x:a/>'],
    ['attributes in single quotes', "<a b='c'/>"],
    ['an attribute twice', '<a b="c" b="d"/>'],
    ['two dashes in a comment', '<a><!-- -- --></a>'],
    ['elements that are not closed', '<a>'],
    ['elements closed by another', '<a></b>'],
    ['a second root', '<a/><b/>'],
    ['text outside the root', '<a/>x'],
    ['CDATA outside the root', '<a/><![CDATA[x]]>'],
    ['the end of a CDATA section in text', '<a>]]></a>'],
    ['nothing', ''],
  ])('leaves %s to xml2js', (_, text) => {
    expect(readPlain(text, 0)).toBeUndefined()
  })

  it('agrees with xml2js wherever it answers', () => {
    const piece = fc.constantFrom(
      ...[
        '<a>',
        '</a>',
        '<b>',
        '</b>',
        '<c/>',
        '<d e="f">',
        '</d>',
        '<d e="f" g="h" />',
        '\n',
        ' ',
        'text',
        'é',
        '&amp;',
        '&lt;',
      ],
      ...[
        '&#65;',
        '&x;',
        '&',
        '>',
        '"',
        '<',
        ']]>',
        '<![CDATA[x<&\n]]>',
        '<![CDATA[]]>',
        '<!-- c\n -->',
        '<!-->',
        '<!--->',
        '<!-- -- -->',
      ],
      ...[
        '<d\ne="f">',
        '<d e="f"g="h">',
        '<d e="f" e="g">',
        "<d e='f'>",
        '<?p?>',
        '\r\n',
        '\0',
        '</a >',
        '< a>',
        '<a/ >',
        '<A.b-c_d/>',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = `<a>${pieces.join('')}</a>`
        const plain = readPlain(text, 0)
        if (plain !== undefined) expect(plain).toEqual(readWithXml2js(text, 0, 'a.xml'))
      }),
      { numRuns: 5000 },
    )
  })

  it('answers for every plain document, and as xml2js does', () => {
    const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
      element: fc
        .tuple(
          fc.constantFrom('a', 'b'),
          fc.constantFrom('', ' c="d"', '\n c="d" e=""'),
          fc.array(tie('content'), { maxLength: 4 }),
        )
        .map(([name, attributes, contents]) => `<${name}${attributes}>${contents.join('')}</${name}>`),
      content: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(
          'text',
          ' \n',
          'é&amp;&quot;',
          '<![CDATA[<&\n]]>',
          '<!-- c\n -->',
          '<c/>',
          '<c d="e"/>',
        ),
        tie('element'),
      ),
    }))
    fc.assert(
      fc.property(element, (text) => {
        expect(readPlain(text, 0)).toEqual(readWithXml2js(text, 0, 'a.xml'))
      }),
      { numRuns: 500 },
    )
  })
})

import { expect, it } from 'vitest'
import { withoutAnalytics } from './without-analytics.ts'

const analytics = `<script async src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>
    <script>
        window.dataLayer = window.dataLayer || [];
        function gtag(){dataLayer.push(arguments);}
        gtag('js', new Date());
    </script>`

it('takes out the scripts that report home, and nothing else', () => {
  const own = '<script src="data:text/javascript;base64,eA=="></script><script>window.own = 1</script>'
  expect(withoutAnalytics(`<head>${own}${analytics}</head><body>${own}</body>`)).toBe(
    `<head>${own}\n    </head><body>${own}</body>`,
  )
})

it.each([
  ['analytics in another dress', `<script>import('https://www.googletagmanager.com/x')</script>`],
  ['a script of another host', '<script defer src="https://example.org/x.js"></script>'],
  ['a script of the same scheme', '<script src="//example.org/x.js"></script>'],
])('refuses %s', (_, html) => {
  expect(() => withoutAnalytics(html)).toThrow('still loads scripts from the network')
})

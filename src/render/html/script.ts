/** What the report does in the browser: filter the cases, and open them all for paper. */
export const script = `
const cases = [...document.querySelectorAll('details.case')]
const buttons = [...document.querySelectorAll('[data-show]')]
const search = document.querySelector('[type=search]')
const count = document.querySelector('.count')
function filter() {
  const off = new Set(buttons.filter((button) => button.ariaPressed === 'false').map((button) => button.dataset.show))
  const words = search.value.toLowerCase().split(/\\s+/).filter(Boolean)
  let shown = 0
  for (const one of cases) {
    one.hidden = off.has(one.dataset.verdict) || !words.every((word) => one.textContent.toLowerCase().includes(word))
    if (!one.hidden) shown++
  }
  count.textContent = shown + ' of ' + cases.length
}
for (const button of buttons) {
  button.addEventListener('click', () => {
    button.ariaPressed = button.ariaPressed === 'false' ? 'true' : 'false'
    filter()
  })
}
search.addEventListener('input', filter)
document.querySelector('[data-open]').addEventListener('click', () => {
  const open = !cases.some((one) => one.open && !one.hidden)
  for (const one of cases) if (!one.hidden) one.open = open
})
function reveal() {
  const target = document.getElementById(location.hash.slice(1))
  if (target instanceof HTMLDetailsElement) target.open = true
}
addEventListener('hashchange', reveal)
reveal()
let closed = []
addEventListener('beforeprint', () => {
  closed = cases.filter((one) => !one.open)
  for (const one of closed) one.open = true
})
addEventListener('afterprint', () => {
  for (const one of closed) one.open = false
})
`

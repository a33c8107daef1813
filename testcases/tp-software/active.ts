import { type Body, type Check, check, pathText } from '#testcase'

/** The Activation State (/9/x/12). */
export function active(path: string, wanted: boolean): Check<Body> {
  return check(`Activation State ${wanted}`, ({ nodes }) => {
    const value = nodes.find((node) => pathText(node.path) === `${path}/12`)?.value?.value
    return value === wanted ? undefined : String(value)
  })
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'
import { didYouMean } from './did-you-mean.ts'
import { packageRoot } from './package-root.ts'

/** What a JSON Schema finds wrong: where (JSON pointer, RFC 6901; `''` is the whole) and what. */
export interface SchemaProblem {
  readonly pointer: string
  readonly text: string
}

/**
 * A check against a JSON Schema (draft 2020-12) that lies in this package; compiled when first used.
 * @param file path from the package's root
 * @param part JSON pointer of the part to check against, such as `/$defs/answer`; default: the whole schema
 */
export function schemaCheck(file: string, part = ''): (value: unknown) => readonly SchemaProblem[] {
  let validate: ValidateFunction | undefined
  return (value) => {
    validate ??= compile(readSchema(file), part)
    return validate(value) ? [] : (validate.errors ?? []).map(problem)
  }
}

/** A JSON Schema of this package. @param file path from the package's root */
export function readSchema(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(packageRoot(), file), 'utf8'))
}

function compile(schema: Record<string, unknown>, part: string): ValidateFunction {
  const ajv = new Ajv2020({ strict: false, verbose: true })
  ajv.addSchema(schema)
  return ajv.compile({ $ref: `${String(schema.$id)}#${part}` })
}

function problem({
  instancePath,
  keyword,
  message,
  params,
  propertyName,
  parentSchema,
  data,
}: ErrorObject): SchemaProblem {
  if (propertyName === undefined)
    return {
      pointer: instancePath,
      text:
        wording(keyword, params, { known: Object.keys(parentSchema?.properties ?? {}), data }) ??
        message ??
        'is wrong',
    }
  const wanted = String(parentSchema?.description ?? 'named as it should be')
  return { pointer: instancePath, text: `has a member "${propertyName}", which is not ${wanted}` }
}

function wording(
  keyword: string,
  params: Record<string, unknown>,
  { known, data }: { readonly known: readonly string[]; readonly data: unknown },
): string | undefined {
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const name = params.additionalProperty ?? params.unevaluatedProperty
      return `has a member "${String(name)}" that is not known; check its spelling${didYouMean(String(name), known)}`
    }
    case 'enum': {
      const allowed = (params.allowedValues as readonly unknown[]).map(String)
      return `must be one of ${allowed.join(', ')}${didYouMean(String(data), allowed)}`
    }
    case 'minLength':
      return params.limit === 1 ? 'must not be empty' : undefined
    case 'type':
      return `must be ${article(String(params.type))}`
    case 'required':
    case 'dependentRequired':
      return `lacks the member "${String(params.missingProperty)}"`
    default:
      return undefined
  }
}

function article(type: string): string {
  return `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`
}

import { z } from 'zod'

/** What of a JSON Schema property is understood here; everything else is edited as JSON. */
const Property = z.object({
  title: z.string().optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  type: z.string().optional(),
  enum: z.array(z.string()).optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  exclusiveMaximum: z.number().optional(),
})
type Property = z.infer<typeof Property>

const Properties = z.object({ properties: z.record(z.string(), Property).default({}) })

export interface NumberRange {
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  /** Bounds that are themselves not allowed. */
  readonly above?: number | undefined
  readonly below?: number | undefined
}

export type FieldKind =
  | { readonly kind: 'number'; readonly whole: boolean; readonly range: NumberRange }
  | { readonly kind: 'choice'; readonly options: readonly string[] }
  | { readonly kind: 'flag' }
  | { readonly kind: 'text' }
  /** A value that has no simple control. */
  | { readonly kind: 'json' }

export interface ParameterField {
  readonly key: string
  readonly label: string
  readonly description: string | undefined
  readonly defaultValue: unknown
  readonly type: FieldKind
}

/** Zod writes the safe integers as bounds of every integer; they are no news to a person. */
const boundOf = (bound: number | undefined): number | undefined =>
  bound === undefined || Math.abs(bound) >= Number.MAX_SAFE_INTEGER ? undefined : bound

function kindOf(property: Property): FieldKind {
  if (property.enum !== undefined) return { kind: 'choice', options: property.enum }
  switch (property.type) {
    case 'integer':
    case 'number':
      return {
        kind: 'number',
        whole: property.type === 'integer',
        range: {
          minimum: boundOf(property.minimum),
          maximum: boundOf(property.maximum),
          above: boundOf(property.exclusiveMinimum),
          below: boundOf(property.exclusiveMaximum),
        },
      }
    case 'boolean':
      return { kind: 'flag' }
    case 'string':
      return { kind: 'text' }
    default:
      return { kind: 'json' }
  }
}

/** `slowPeriod` in words: `Slow period`. */
const wordsOf = (key: string): string => {
  const words = key.replace(
    /([a-z0-9])([A-Z])/g,
    (_, before: string, after: string) => `${before} ${after.toLowerCase()}`,
  )
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** The fields of a strategy's parameters, from their JSON Schema, in its order. */
export function readParameterFields(schema: Readonly<Record<string, unknown>>): readonly ParameterField[] {
  const { properties } = Properties.parse(schema)
  return Object.entries(properties).map(([key, property]) => ({
    key,
    label: property.title ?? wordsOf(key),
    description: property.description,
    defaultValue: property.default,
    type: kindOf(property),
  }))
}

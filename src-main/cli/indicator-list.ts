import { z } from 'zod'
import { INDICATORS, STUDIES, warmUpBarsOf } from '../indicators/index.ts'

/** A parameter as the list shows it. */
export interface ListedParameter {
  readonly name: string
  readonly default: unknown
  readonly minimum?: number
  readonly maximum?: number
  /** The words that are allowed. */
  readonly options?: readonly unknown[]
  readonly description: string
}

export interface ListedIndicator {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly placement: string
  readonly parameters: readonly ListedParameter[]
  readonly columns: readonly { readonly name: string; readonly lookAhead: boolean }[]
  /** Bars until it has its values, with the default parameters. */
  readonly warmUpBars: number
}

/** Everything that can be computed, classical indicators first. */
export function listIndicators(): ListedIndicator[] {
  const indicators = INDICATORS.map((definition) => {
    const columns = definition.columns.map(({ id, lookAheadBars }) => ({ name: id, lookAhead: lookAheadBars > 0 }))
    return listed(definition, columns, warmUpBarsOf(definition))
  })
  const studies = STUDIES.map((definition) => {
    const columns = definition.columns.map(({ id, lookAhead }) => ({ name: id, lookAhead }))
    return listed(definition, columns, 1)
  })
  return [...indicators, ...studies]
}

interface Described {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly placement: string
  readonly parameters: z.ZodType
}

function listed(
  { id, title, description, placement, parameters }: Described,
  columns: ListedIndicator['columns'],
  warmUpBars: number,
): ListedIndicator {
  return { id, title, description, placement, parameters: listParameters(parameters), columns, warmUpBars }
}

/** What of a property's JSON Schema the list shows. */
const Property = z.object({
  default: z.unknown(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z
    .array(
      z.object({
        minimum: z.number().optional(),
        maximum: z.number().optional(),
        enum: z.array(z.unknown()).optional(),
      }),
    )
    .optional(),
  description: z.string(),
})

function listParameters(schema: z.ZodType): ListedParameter[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => listParameter(name, Property.parse(property)))
}

/** A parameter of several forms has the words of all of them, and the range of the one that is a number. */
function listParameter(name: string, property: z.infer<typeof Property>): ListedParameter {
  const forms = [property, ...(property.anyOf ?? [])]
  const words = forms.flatMap((form) => form.enum ?? [])
  const minimum = forms.find((form) => form.minimum !== undefined)?.minimum
  const maximum = forms.find((form) => form.maximum !== undefined)?.maximum
  return {
    name,
    default: property.default,
    ...(minimum === undefined ? {} : { minimum }),
    ...(maximum === undefined ? {} : { maximum }),
    ...(words.length === 0 ? {} : { options: words }),
    description: property.description,
  }
}

import { ensureNever, formatNumber } from '../../ui/index.ts'
import type { FieldKind, NumberRange, ParameterField } from './parameter-fields.ts'

export type ParsedValue =
  | { readonly valid: true; readonly value: unknown }
  /** `fault` says what is allowed. */
  | { readonly valid: false; readonly fault: string }

const fault = (text: string): ParsedValue => ({ valid: false, fault: text })
const valid = (value: unknown): ParsedValue => ({ valid: true, value })

/** Text of a value in its field. */
export function textOfValue(value: unknown, { kind }: FieldKind): string {
  if (value === undefined) return ''
  return kind !== 'json' && typeof value === 'string' ? value : JSON.stringify(value)
}

/** What a range allows, in words: `2 to 200`, `above 0, at most 10`; empty when it allows all. */
export function rangeText({ minimum, maximum, above, below }: NumberRange): string {
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  const lower = minimum === undefined ? above !== undefined && `above ${above}` : `at least ${minimum}`
  const upper = maximum === undefined ? below !== undefined && `below ${below}` : `at most ${maximum}`
  return [lower, upper].filter((part) => part !== false).join(', ')
}

/** The same in a few signs, to stand behind the value: `2 to 200`, `> 0 to 10`, `≥ 1`. */
export function rangeHint({ minimum, maximum, above, below }: NumberRange): string {
  const lower = minimum ?? above
  const upper = maximum ?? below
  const lowerText = above === undefined ? String(lower) : `> ${above}`
  const upperText = below === undefined ? String(upper) : `< ${below}`
  if (lower !== undefined && upper !== undefined) return `${lowerText} to ${upperText}`
  if (lower !== undefined) return above === undefined ? `≥ ${lower}` : lowerText
  if (upper !== undefined) return below === undefined ? `≤ ${upper}` : upperText
  return ''
}

const isInside = (value: number, { minimum, maximum, above, below }: NumberRange): boolean =>
  (minimum === undefined || value >= minimum) &&
  (maximum === undefined || value <= maximum) &&
  (above === undefined || value > above) &&
  (below === undefined || value < below)

function parseNumber(text: string, whole: boolean, range: NumberRange): ParsedValue {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) return fault('Enter a number')
  if (whole && !Number.isInteger(value))
    return fault(`Whole numbers only. Nearest ${formatNumber(value, { decimals: 0 })}`)
  return isInside(value, range) ? valid(value) : fault(`Allowed: ${rangeText(range)}`)
}

function parseJson(text: string): ParsedValue {
  try {
    return valid(JSON.parse(text))
  } catch {
    return fault('Enter valid JSON')
  }
}

/** The value that a field's text stands for, or what is wrong with it. */
export function parseParameter(text: string, type: FieldKind): ParsedValue {
  switch (type.kind) {
    case 'number':
      return parseNumber(text, type.whole, type.range)
    case 'choice':
      return type.options.includes(text) ? valid(text) : fault(`Allowed: ${type.options.join(', ')}`)
    case 'flag':
      return valid(text === 'true')
    case 'text':
      return valid(text)
    case 'json':
      return parseJson(text)
    default:
      return ensureNever(type, 'kind of parameter')
  }
}

export interface ParsedParameters {
  readonly values: Readonly<Record<string, unknown>>
  /** Fault by key; empty when all values are valid. */
  readonly faults: Readonly<Record<string, string>>
}

/** Values of a whole form: what was edited, over what is in force. Keys without a field are passed through. */
export function parseParameters(
  fields: readonly ParameterField[],
  inForce: Readonly<Record<string, unknown>>,
  edits: Readonly<Record<string, string>>,
): ParsedParameters {
  const values: Record<string, unknown> = { ...inForce }
  const faults: Record<string, string> = {}
  for (const { key, type } of fields) {
    const text = edits[key]
    if (text === undefined) continue
    const parsed = parseParameter(text, type)
    if (parsed.valid) values[key] = parsed.value
    else faults[key] = parsed.fault
  }
  return { values, faults }
}

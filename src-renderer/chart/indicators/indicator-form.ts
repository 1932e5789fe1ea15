import type { IndicatorParameters, IndicatorView } from '../../../src-contract/index.ts'
import { parseField, readFields, type SchemaField, textOfValue } from '../../schema-form/index.ts'

/** Texts of the form by key of the parameter. */
export type ParameterTexts = Readonly<Record<string, string>>

/** What the form holds for these parameters. */
export function parameterTexts(kind: IndicatorView, parameters: IndicatorParameters): ParameterTexts {
  return Object.fromEntries(
    readFields(kind.parametersSchema).map((field) => [
      field.key,
      textOfValue(parameters[field.key] ?? field.defaultValue, field.type),
    ]),
  )
}

export type ParameterReading =
  | { readonly valid: true; readonly parameters: IndicatorParameters }
  /** What is wrong, by key. */
  | { readonly valid: false; readonly faults: Readonly<Record<string, string>> }

/** Parameters that the texts stand for, or every fault at once. */
export function readParameters(fields: readonly SchemaField[], texts: ParameterTexts): ParameterReading {
  const parameters: IndicatorParameters = {}
  const faults: Record<string, string> = {}
  for (const field of fields) {
    const parsed = parseField(texts[field.key] ?? '', field)
    if (!parsed.valid) faults[field.key] = parsed.fault
    else if (isParameter(parsed.value)) parameters[field.key] = parsed.value
  }
  return Object.keys(faults).length === 0 ? { valid: true, parameters } : { valid: false, faults }
}

const isParameter = (value: unknown): value is string | number | boolean =>
  typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean'

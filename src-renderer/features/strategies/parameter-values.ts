import { parseField, type SchemaField } from '../../schema-form/index.ts'

export interface ParsedParameters {
  readonly values: Readonly<Record<string, unknown>>
  /** Fault by key; empty when all values are valid. */
  readonly faults: Readonly<Record<string, string>>
}

/** Values of a whole form: what was edited, over what is in force. Keys without a field are passed through. */
export function parseParameters(
  fields: readonly SchemaField[],
  inForce: Readonly<Record<string, unknown>>,
  edits: Readonly<Record<string, string>>,
): ParsedParameters {
  const values: Record<string, unknown> = { ...inForce }
  const faults: Record<string, string> = {}
  for (const field of fields) {
    const text = edits[field.key]
    if (text === undefined) continue
    const parsed = parseField(text, field)
    if (parsed.valid) values[field.key] = parsed.value
    else faults[field.key] = parsed.fault
  }
  return { values, faults }
}

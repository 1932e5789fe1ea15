export { FieldControl, type FieldControlProps } from './field-control.tsx'
export { allowedText, parseField, textOfValue } from './field-values.ts'
export { rangeHint } from './number-range.ts'
export type { ParsedValue } from './parsed-value.ts'
export { faultLine, type FaultsByPlace, NO_FAULTS, placeFaults } from './place-faults.ts'
export { readFields, readSchema } from './read-schema.ts'
export {
  type FieldKind,
  fieldsOf,
  type JsonSchema,
  type KeyPath,
  type LineKind,
  type NumberRange,
  type SchemaField,
  type SchemaGroup,
  type SchemaNode,
} from './schema-field.ts'
export { valueHint } from './value-hint.ts'

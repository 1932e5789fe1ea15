import { parseField, type ParsedValue, type SchemaField, textOfValue } from '../../schema-form/index.ts'
import { type JsonObject, mergePatchOf, sameJson, valueAt, withoutKeyAt, withValueAt } from './json-value.ts'

export interface DraftEdit {
  readonly text: string
  /** What was in force when the edit began. */
  readonly base: unknown
}

/** What was written and not saved yet, by the id of the field. */
export type Draft = Readonly<Record<string, DraftEdit>>

/** One field whose text does not stand for what is in force. */
export interface DraftChange {
  readonly field: SchemaField
  /** In force now. */
  readonly before: unknown
  /** In force when the edit began. */
  readonly base: unknown
  readonly after: ParsedValue
  /** What is in force has changed since the edit began. */
  readonly overtaken: boolean
}

/** No value and null are one: there is nothing in force. */
const inForceOf = (field: SchemaField, value: JsonObject): unknown => valueAt(value, field.path) ?? null

export const textInForce = (field: SchemaField, value: JsonObject): string =>
  textOfValue(valueAt(value, field.path), field.type)

/** The draft with the text of one field changed. */
export function editDraft(
  draft: Draft,
  field: SchemaField,
  { text, value }: { text: string; value: JsonObject },
): Draft {
  const base = draft[field.id]?.base ?? inForceOf(field, value)
  return { ...draft, [field.id]: { text, base } }
}

export function undoEdit(draft: Draft, id: string): Draft {
  const { [id]: _, ...others } = draft
  return others
}

/** The edit stays although what is in force has changed meanwhile: from now on it is an edit of that. */
export function keepEdit(draft: Draft, field: SchemaField, value: JsonObject): Draft {
  const edit = draft[field.id]
  return edit === undefined ? draft : { ...draft, [field.id]: { ...edit, base: inForceOf(field, value) } }
}

/** What saving would change, in the order of the fields. */
export function readDraft(fields: readonly SchemaField[], value: JsonObject, draft: Draft): readonly DraftChange[] {
  return fields.flatMap((field) => {
    const edit = draft[field.id]
    if (edit === undefined) return []
    const before = inForceOf(field, value)
    const after = parseField(edit.text, field)
    if (after.valid && sameJson(after.value, before)) return []
    return [{ field, before, base: edit.base, after, overtaken: !sameJson(before, edit.base) }]
  })
}

/** The draft without what has come into force meanwhile. */
export function pruneDraft(draft: Draft, changes: readonly DraftChange[]): Draft {
  const open = new Set(changes.map(({ field }) => field.id))
  const kept = Object.entries(draft).filter(([id]) => open.has(id))
  return kept.length === Object.keys(draft).length ? draft : Object.fromEntries(kept)
}

/** The patch that makes the changes. A value that is the default is taken out of the file instead of written into it. */
export function patchOf(changes: readonly DraftChange[]): JsonObject {
  let patch: JsonObject = {}
  for (const { field, before, after } of changes) {
    if (!after.valid) continue
    const isDefault = sameJson(after.value, field.defaultValue)
    patch = withValueAt(patch, field.path, isDefault ? null : mergePatchOf(before, after.value))
  }
  return patch
}

/** The configuration as it would be; changes that are no values are left out. */
export function withChanges(value: JsonObject, changes: readonly DraftChange[]): JsonObject {
  return changes.reduce((root, { field, after }) => {
    if (!after.valid) return root
    const next = after.value ?? field.defaultValue ?? null
    // Null takes a key away where it is sent, and stands for itself where it is the default.
    const isGone = next === null && field.defaultValue !== null
    return isGone ? withoutKeyAt(root, field.path) : withValueAt(root, field.path, next)
  }, value)
}

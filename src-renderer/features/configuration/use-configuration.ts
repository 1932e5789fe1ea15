import { useEffect, useMemo } from 'react'
import type { ConfigView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import {
  type FaultsByPlace,
  fieldsOf,
  NO_FAULTS,
  placeFaults,
  readSchema,
  type SchemaField,
  type SchemaGroup,
} from '../../schema-form/index.ts'
import {
  type DraftChange,
  editDraft,
  keepEdit,
  patchOf,
  pruneDraft,
  readDraft,
  textInForce,
  undoEdit,
} from './config-draft.ts'
import { useDraftStore } from './draft-store.ts'
import { sectionsOf } from './sections.ts'
import { type DraftCheck, useDraftCheck } from './use-draft-check.ts'
import { type Refusal, useSave } from './use-save.ts'

export interface Configuration {
  readonly view: ConfigView
  readonly sections: readonly SchemaGroup[]
  readonly changes: readonly DraftChange[]
  readonly check: DraftCheck
  readonly refusal: Refusal | undefined
  /** Faults that belong to no field of the form. */
  readonly generalFaults: FaultsByPlace['general']
  /** Ids of the fields with a fault, in their order. */
  readonly faultyIds: readonly string[]
  /** Changes of keys that somebody else has changed since: whose stays has to be said first. */
  readonly overtakenCount: number
  readonly canSave: boolean
  readonly textOf: (field: SchemaField) => string
  readonly faultOf: (id: string) => string | undefined
  /** What is wrong with the key in the file. */
  readonly fileFaultOf: (id: string) => string | undefined
  readonly edit: (field: SchemaField, text: string) => void
  readonly undo: (id: string) => void
  /** The change stays although the key was changed elsewhere since. */
  readonly keep: (field: SchemaField) => void
  readonly discard: () => void
  /** Loads what is in force and keeps the draft. */
  readonly reload: () => void
  readonly save: () => void
}

/** The configuration with the draft over it. The engine checks the draft while it is written, and again when it is saved. */
export function useConfiguration(view: ConfigView, refresh: () => void): Configuration {
  const { draft, change, discard } = useDraftStore()
  const connected = useConnection().kind === 'connected'
  const { busy, refusal, forget, save } = useSave(refresh)
  const { sections, fields } = useMemo(() => formOf(view.schema), [view.schema])
  const changes = useMemo(() => readDraft(fields, view.value, draft), [fields, view.value, draft])
  const patch = useMemo(() => patchOf(changes), [changes])
  const fileIsValid = view.fileFaults.length === 0
  const readable = changes.every(({ after }) => after.valid)
  const check = useDraftCheck(changes.length > 0 && readable && fileIsValid ? patch : undefined, view.version)
  const faults = useFaults({ fields, changes, check, refusal })
  const fileFaults = useMemo(() => placeFaults(view.fileFaults, idsOf(fields)), [view.fileFaults, fields])

  useEffect(() => {
    change((before) => pruneDraft(before, readDraft(fields, view.value, before)))
  }, [change, fields, view.value])

  const overtakenCount = changes.filter(({ overtaken }) => overtaken).length
  const edited = (next: Parameters<typeof change>[0]): void => {
    forget()
    change(next)
  }
  return {
    view,
    sections,
    changes,
    check,
    refusal,
    generalFaults: faults.general,
    faultyIds: idsOf(fields).filter((id) => faults.byId[id] !== undefined),
    overtakenCount,
    canSave: changes.length > 0 && overtakenCount === 0 && connected && !busy && fileIsValid,
    textOf: (field) => draft[field.id]?.text ?? textInForce(field, view.value),
    faultOf: (id) => faults.byId[id],
    fileFaultOf: (id) => fileFaults.byId[id],
    edit: (field, text) => edited((before) => editDraft(before, field, { text, value: view.value })),
    undo: (id) => edited((before) => undoEdit(before, id)),
    keep: (field) => edited((before) => keepEdit(before, field, view.value)),
    discard: () => {
      forget()
      discard()
    },
    reload: () => {
      forget()
      refresh()
    },
    save: () => void save(patch, view.version),
  }
}

const idsOf = (fields: readonly SchemaField[]): readonly string[] => fields.map(({ id }) => id)

function formOf(schema: ConfigView['schema']): {
  readonly sections: readonly SchemaGroup[]
  readonly fields: readonly SchemaField[]
} {
  const sections = sectionsOf(readSchema(schema))
  return { sections, fields: sections.flatMap(fieldsOf) }
}

interface FaultSources {
  readonly fields: readonly SchemaField[]
  readonly changes: readonly DraftChange[]
  readonly check: DraftCheck
  readonly refusal: Refusal | undefined
}

/** What cannot be read comes first; the engine is not asked before it can. */
function useFaults({ fields, changes, check, refusal }: FaultSources): FaultsByPlace {
  return useMemo(() => {
    const unreadable = changes.flatMap(({ field, after }) => (after.valid ? [] : [[field.id, after.fault] as const]))
    if (unreadable.length > 0) return { ...NO_FAULTS, byId: Object.fromEntries(unreadable) }
    const found = refusal?.kind === 'faults' ? refusal.faults : check.kind === 'faulty' ? check.faults : []
    return placeFaults(found, idsOf(fields))
  }, [fields, changes, check, refusal])
}

import { useMemo, useState } from 'react'
import type { StrategyView } from '../../../src-contract/index.ts'
import { describeFault, useEngine } from '../../client/index.ts'
import { words } from '../../i18n/index.ts'
import { readFields, type SchemaField, textOfValue } from '../../schema-form/index.ts'
import { showToast } from '../../ui/index.ts'
import { type ParameterEdits, useParameterDrafts } from './parameter-drafts.ts'
import { type FaultsByPlace, placeFaults } from './parameter-faults.ts'
import { parseParameters } from './parameter-values.ts'

const NO_FAULTS: FaultsByPlace = { byKey: {}, general: undefined }
const NO_EDITS: ParameterEdits = {}

export interface ParameterFormState {
  readonly fields: readonly SchemaField[]
  readonly textOf: (field: SchemaField) => string
  readonly faultOf: (key: string) => string | undefined
  readonly generalFault: string | undefined
  /** Number of values that differ from those in force. */
  readonly changes: number
  readonly canApply: boolean
  readonly edit: (key: string, text: string) => void
  readonly discard: () => void
  readonly apply: () => Promise<void>
}

/** The edits of one strategy's parameters, until they are applied or discarded. Values in force come from the engine. */
export function useParameterForm(strategy: StrategyView): ParameterFormState {
  const { calls } = useEngine()
  const { strategyId, name, parameters, parametersSchema } = strategy
  const fields = useMemo(() => readFields(parametersSchema), [parametersSchema])
  const drafts = useParameterDrafts()
  const edits = drafts.byStrategy[strategyId] ?? NO_EDITS
  const [engineFaults, setEngineFaults] = useState(NO_FAULTS)
  const [busy, setBusy] = useState(false)
  const inForce = (field: SchemaField): string => textOfValue(parameters[field.key], field.type)
  const { values, faults } = parseParameters(fields, parameters, edits)
  const changes = fields.filter((field) => (edits[field.key] ?? inForce(field)) !== inForce(field)).length

  const discard = (): void => {
    drafts.discard(strategyId)
    setEngineFaults(NO_FAULTS)
  }
  const apply = async (): Promise<void> => {
    setBusy(true)
    try {
      await calls.strategies.setParameters({ strategyId, parameters: values })
      discard()
      showToast({ kind: 'success', title: words('strategies')('applied', { name }) })
    } catch (error) {
      setEngineFaults(placeFaults(describeFault(error), Object.keys(parameters)))
    } finally {
      setBusy(false)
    }
  }
  return {
    fields,
    textOf: (field) => edits[field.key] ?? inForce(field),
    faultOf: (key) => faults[key] ?? engineFaults.byKey[key],
    generalFault: engineFaults.general,
    changes,
    canApply: changes > 0 && Object.keys(faults).length === 0 && !busy,
    edit: (key, text) => {
      drafts.edit(strategyId, key, text)
      setEngineFaults(NO_FAULTS)
    },
    discard,
    apply,
  }
}

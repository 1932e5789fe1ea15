import { useMemo, useState } from 'react'
import type { ConfigView, EndpointServiceView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { type FaultsByPlace, placeFaults } from '../../schema-form/index.ts'
import { type JsonObject, type Refusal, sameJson, useDraftCheck, useSave, valueAt } from '../configuration/index.ts'
import {
  draftOf,
  fieldIds,
  readSettings,
  removalPatch,
  type ServiceDraft,
  servicePatch,
  type ServiceSettings,
  settingsOf,
} from './service-draft.ts'

export interface ServiceForm {
  readonly draft: ServiceDraft
  readonly edit: (next: (draft: ServiceDraft) => ServiceDraft) => void
  readonly faults: FaultsByPlace
  readonly refusal: Refusal | undefined
  /** What is in force has changed since the edit began. */
  readonly overtaken: boolean
  readonly changed: boolean
  readonly canSave: boolean
  readonly busy: boolean
  readonly save: () => void
  /** Begins again with what is in force now. */
  readonly reload: () => void
  /** Takes the service out of the configuration; undefined where the engine would not know it then. */
  readonly useOwn: (() => void) | undefined
}

export interface ServiceFormOptions {
  readonly service: EndpointServiceView
  readonly view: ConfigView
  readonly refresh: () => void
  readonly onSaved: () => void
}

/** What a service looks like in the configuration, else as the engine knows it by itself. */
export function settingsInForce(service: EndpointServiceView, view: ConfigView): ServiceSettings | undefined {
  return readSettings(configuredOf(service, view) ?? service.ownSettings)
}

const configuredOf = ({ name }: EndpointServiceView, view: ConfigView): unknown =>
  valueAt(view.value, ['endpoints', 'services', name])

/** One service while it is edited. The engine checks it while it is written, and again when it is saved. */
export function useServiceForm(inForce: ServiceSettings, options: ServiceFormOptions): ServiceForm {
  const { service, view, refresh, onSaved } = options
  const { name, ownSettings } = service
  const connected = useConnection().kind === 'connected'
  const [base, setBase] = useState(inForce)
  const [draft, setDraft] = useState(() => draftOf(inForce))
  const { busy, refusal, forget, save } = useSave(() => {
    refresh()
    onSaved()
  })
  const configured = configuredOf(service, view)
  const patch = useMemo(
    () => servicePatch(name, settingsOf(draft, base), { base, configured }),
    [name, draft, base, configured],
  )
  const check = useDraftCheck(patch, view.version)
  const found = refusal?.kind === 'faults' ? refusal.faults : check.kind === 'faulty' ? check.faults : NO_FAULTS
  const overtaken = !sameJson(inForce, base)
  const send = (what: JsonObject): void => void save(what, view.version)
  return {
    draft,
    edit: (next) => {
      forget()
      setDraft(next)
    },
    faults: useMemo(() => placeFaults(found, fieldIds(name, draft)), [found, name, draft]),
    refusal,
    overtaken,
    changed: patch !== undefined,
    canSave: patch !== undefined && connected && !busy && !overtaken && check.kind !== 'faulty',
    busy,
    save: () => patch !== undefined && send(patch),
    reload: () => {
      forget()
      refresh()
      setBase(inForce)
      setDraft(draftOf(inForce))
    },
    useOwn: configured !== undefined && ownSettings !== null ? () => send(removalPatch(name)) : undefined,
  }
}

const NO_FAULTS = [] as const

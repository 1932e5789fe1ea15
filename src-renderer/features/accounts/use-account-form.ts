import { useMemo, useState } from 'react'
import type { ConfigView, VenueView } from '../../../src-contract/index.ts'
import { useConnection } from '../../client/index.ts'
import { type FaultsByPlace, placeFaults } from '../../schema-form/index.ts'
import { type Refusal, sameJson, useDraftCheck, useSave, valueAt } from '../configuration/index.ts'
import {
  type AccountDraft,
  accountPatch,
  draftOf,
  fieldIds,
  type NameFault,
  nameFaultOf,
  newDraft,
} from './account-draft.ts'

export interface AccountForm {
  readonly draft: AccountDraft
  readonly venue: VenueView | undefined
  readonly isNew: boolean
  readonly edit: (change: Partial<AccountDraft>) => void
  readonly nameFault: NameFault | undefined
  readonly faults: FaultsByPlace
  readonly refusal: Refusal | undefined
  readonly canSave: boolean
  readonly busy: boolean
  readonly save: () => void
}

export interface AccountFormOptions {
  /** Of the account that is edited; undefined for a new one. */
  readonly name: string | undefined
  /** Names that a new one cannot have. */
  readonly taken: readonly string[]
  readonly view: ConfigView
  readonly venues: readonly VenueView[]
  readonly onSaved: () => void
}

/** One account while it is written. The engine checks it while it is written, and again when it is saved. */
export function useAccountForm({ name, taken, view, venues, onSaved }: AccountFormOptions): AccountForm {
  const connected = useConnection().kind === 'connected'
  const [draft, setDraft] = useState(() => beginning(name, view, venues))
  const { busy, refusal, forget, save } = useSave(onSaved)
  const venue = venues.find(({ venueId }) => venueId === draft.venue)
  const configured = name === undefined ? undefined : valueAt(view.value, ['accounts', name])
  const nameFault = name === undefined ? nameFaultOf(draft.name, taken) : undefined
  const isNamed = draft.name !== '' && nameFault === undefined
  const patch = useMemo(() => (isNamed ? accountPatch(draft, configured) : undefined), [isNamed, draft, configured])
  const check = useDraftCheck(patch, view.version)
  const found = refusal?.kind === 'faults' ? refusal.faults : check.kind === 'faulty' ? check.faults : NO_FAULTS
  const isChanged = name === undefined || !sameJson(draft, draftOf(name, configured))
  return {
    draft,
    venue,
    isNew: name === undefined,
    edit: (change) => {
      forget()
      setDraft((before) => ({ ...before, ...change }))
    },
    nameFault,
    faults: useMemo(() => placeFaults(found, fieldIds(draft.name, venue)), [found, draft.name, venue]),
    refusal,
    canSave: patch !== undefined && isChanged && connected && !busy && check.kind !== 'faulty',
    busy,
    save: () => {
      if (patch !== undefined) void save(patch, view.version)
    },
  }
}

const NO_FAULTS = [] as const
const NOWHERE: AccountDraft = {
  name: '',
  venue: '',
  environment: 'testnet',
  urls: {},
  proxy: '',
  timeoutMs: '',
  allowWithdrawals: false,
}

function beginning(name: string | undefined, view: ConfigView, [first]: readonly VenueView[]): AccountDraft {
  const known = name === undefined ? undefined : draftOf(name, valueAt(view.value, ['accounts', name]))
  return known ?? (first === undefined ? NOWHERE : newDraft(first))
}

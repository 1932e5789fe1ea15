import { useEffect, useState } from 'react'
import type { ConfigFault } from '../../../src-contract/index.ts'
import { describeFault, useConnection, useEngine } from '../../client/index.ts'
import type { JsonObject } from './json-value.ts'

/** The time that somebody who types needs for the next key. */
const PAUSE_MS = 250

export type DraftCheck =
  | { readonly kind: 'checking' }
  | { readonly kind: 'valid' }
  | { readonly kind: 'faulty'; readonly faults: readonly ConfigFault[] }
  /** The engine could not be asked. */
  | { readonly kind: 'unknown'; readonly reason: string }

const CHECKING: DraftCheck = { kind: 'checking' }

/**
 * What the engine says of a change before it is made: keys may contradict each other although each is possible.
 *
 * @param patch Undefined where there is nothing to ask.
 */
export function useDraftCheck(patch: JsonObject | undefined, version: number): DraftCheck {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const question = patch === undefined || !connected ? undefined : JSON.stringify([version, patch])
  const [answer, setAnswer] = useState<{ readonly to: string; readonly check: DraftCheck }>()
  useEffect(() => {
    if (question === undefined) return undefined
    let ended = false
    const set = (check: DraftCheck): void => {
      if (!ended) setAnswer({ to: question, check })
    }
    const [, asked] = JSON.parse(question) as [number, Record<string, unknown>]
    const timer = setTimeout(() => {
      calls.config.validate({ patch: asked }).then(
        ({ valid, faults }) => set(valid ? { kind: 'valid' } : { kind: 'faulty', faults }),
        (error: unknown) => set({ kind: 'unknown', reason: describeFault(error).message }),
      )
    }, PAUSE_MS)
    return () => {
      ended = true
      clearTimeout(timer)
    }
  }, [calls, question])
  return answer !== undefined && answer.to === question ? answer.check : CHECKING
}

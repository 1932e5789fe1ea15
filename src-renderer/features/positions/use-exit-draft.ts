import { useEffect, useState } from 'react'
import type { PositionView, ProtectPositionInput, ProtectPreviewView } from '../../../src-contract/index.ts'
import { describeFault, useEngine } from '../../client/index.ts'
import { protectPosition } from '../../trading/index.ts'
import { type ExitReading, type ExitTexts, exitTextsOf, readExits } from './exit-texts.ts'

/** Somebody who types should not ask at every letter. */
const PREVIEW_DEBOUNCE_MS = 150

export type ExitPreview =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly view: ProtectPreviewView }
  | { readonly kind: 'failed'; readonly message: string }

export interface ExitDraft {
  readonly texts: ExitTexts
  readonly reading: ExitReading
  /** What the engine says of the exits as they stand in the fields. */
  readonly preview: ExitPreview
  /** Why the last try to apply them failed. */
  readonly fault: string | undefined
  readonly busy: boolean
  readonly edit: (change: Partial<ExitTexts>) => void
  /** @returns Whether the engine has taken them. */
  readonly apply: () => Promise<boolean>
}

/** Stop and target of a position while they are being changed. */
export function useExitDraft(position: PositionView, tickSize: string): ExitDraft {
  const { calls } = useEngine()
  // A leg that nobody has touched here follows the position: it may be moved elsewhere meanwhile, on a chart.
  const [edits, setEdits] = useState<Partial<ExitTexts>>({})
  const texts = { ...exitTextsOf(position), ...edits }
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const reading = readExits(texts, position, tickSize)
  const input: ProtectPositionInput = { positionId: position.positionId, ...reading.input }
  const apply = async (): Promise<boolean> => {
    setBusy(true)
    setFault(undefined)
    try {
      await protectPosition(calls, input)
      return true
    } catch (error) {
      setFault(describeFault(error).message)
      return false
    } finally {
      setBusy(false)
    }
  }
  const edit = (change: Partial<ExitTexts>): void => {
    setEdits((before) => ({ ...before, ...change }))
    setFault(undefined)
  }
  return { texts, reading, preview: useExitPreview(input), fault, busy, edit, apply }
}

const ASKING: ExitPreview = { kind: 'asking' }

function useExitPreview(input: ProtectPositionInput): ExitPreview {
  const { calls } = useEngine()
  const question = JSON.stringify(input)
  const [answer, setAnswer] = useState<{ readonly question: string; readonly preview: ExitPreview }>()
  useEffect(() => {
    let current = true
    const settle = (preview: ExitPreview): void => {
      if (current) setAnswer({ question, preview })
    }
    const timer = setTimeout(() => {
      calls.positions
        .previewProtection(JSON.parse(question) as ProtectPositionInput)
        .then((view) => settle({ kind: 'known', view }))
        .catch((error: unknown) => settle({ kind: 'failed', message: describeFault(error).message }))
    }, PREVIEW_DEBOUNCE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [calls, question])
  return answer?.question === question ? answer.preview : ASKING
}

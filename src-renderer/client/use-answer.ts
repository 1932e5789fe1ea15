import { useEffect, useState } from 'react'
import { describeFault } from './fault.ts'
import { useEngine } from './react.tsx'
import type { EngineCalls } from './types.ts'

/** What the engine says to a question. */
export type Answer<View> =
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly view: View }
  | { readonly kind: 'failed'; readonly message: string }

const ASKING = { kind: 'asking' } as const
/** Somebody who still chooses should not ask at every step. */
const DEBOUNCE_MS = 150

/**
 * Asks anew whenever the question changes, and shows no answer of the one before.
 *
 * @param question Plain JSON.
 * @param ask Must stay the same function.
 */
export function useAnswer<Question, View>(
  question: Question,
  ask: (calls: EngineCalls, question: Question) => Promise<View>,
): Answer<View> {
  const { calls } = useEngine()
  const text = JSON.stringify(question)
  const [answer, setAnswer] = useState<{ readonly text: string; readonly answer: Answer<View> }>()
  useEffect(() => {
    let current = true
    const settle = (next: Answer<View>): void => {
      if (current) setAnswer({ text, answer: next })
    }
    const timer = setTimeout(() => {
      ask(calls, JSON.parse(text) as Question).then(
        (view) => settle({ kind: 'known', view }),
        (error: unknown) => settle({ kind: 'failed', message: describeFault(error).message }),
      )
    }, DEBOUNCE_MS)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [calls, text, ask])
  return answer?.text === text ? answer.answer : ASKING
}

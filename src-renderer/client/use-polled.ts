import { useCallback, useEffect, useRef, useState } from 'react'
import { describeFault } from './fault.ts'
import { useConnection, useEngine } from './react.tsx'
import type { EngineCalls } from './types.ts'

/** What was answered last, and why the newest question was not answered, if so. */
export interface Polled<Value> {
  readonly value: Value | undefined
  readonly fault: string | undefined
}

/** The same, with a way to ask before its time. */
export interface Polling<Value> extends Polled<Value> {
  readonly refresh: () => void
}

const NOTHING = { value: undefined, fault: undefined } as const

/**
 * Asks again and again while there is a connection, for what no topic carries. A question that fails leaves the value
 * of the one before and says why; the next round tries again.
 *
 * @param ask Must stay the same function while the question does (`useCallback`): a new one starts anew.
 */
export function usePolled<Value>(periodMs: number, ask: (calls: EngineCalls) => Promise<Value>): Polling<Value> {
  const { calls } = useEngine()
  const connected = useConnection().kind === 'connected'
  const [polled, setPolled] = useState<Polled<Value>>(NOTHING)
  const askNow = useRef(() => {})
  useEffect(() => {
    if (!connected) return undefined
    let newest = 0
    const question = (): void => {
      newest += 1
      const turn = newest
      // An answer that comes after a newer question was asked is old.
      const set = (next: (before: Polled<Value>) => Polled<Value>): void => {
        if (turn === newest) setPolled(next)
      }
      ask(calls).then(
        (value) => set(() => ({ value, fault: undefined })),
        (error: unknown) => set(({ value }) => ({ value, fault: describeFault(error).message })),
      )
    }
    question()
    askNow.current = question
    const timer = setInterval(question, periodMs)
    return () => {
      newest = -1
      askNow.current = () => {}
      clearInterval(timer)
    }
  }, [calls, connected, periodMs, ask])
  const refresh = useCallback(() => askNow.current(), [])
  return { ...polled, refresh }
}

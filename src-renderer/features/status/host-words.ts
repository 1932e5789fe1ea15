import type { EngineHostState } from '../../../src-contract/index.ts'
import { ensureNever } from '../../ui/index.ts'

/** What is said of an engine that the desktop program hosts and that does not run. */
export interface HostWords {
  readonly title: string
  readonly text: string
  /** Label of the button that starts the engine now; undefined where it is on its way. */
  readonly startLabel: string | undefined
}

/** @returns undefined for an engine that runs. */
export function hostWords(state: EngineHostState, nowMs: number): HostWords | undefined {
  switch (state.kind) {
    case 'running':
      return undefined
    case 'starting':
      return {
        title: 'The engine is starting',
        text: 'It shows the newest state when it is ready.',
        startLabel: undefined,
      }
    case 'restarting':
      return {
        title: 'The engine stopped',
        text: `${sentence(state.reason)} Starting again ${waitText(state.nextTryMs - nowMs)}, attempt ${state.attempt}. No order is sent until it is back.`,
        startLabel: 'Retry',
      }
    case 'failed':
      return { title: 'The engine does not run', text: sentence(state.reason), startLabel: 'Start the engine' }
    case 'stopped':
      return {
        title: 'The engine was stopped',
        text: 'Nothing trades until it is started again.',
        startLabel: 'Start the engine',
      }
    default:
      return ensureNever(state, 'state of the engine host')
  }
}

/** `in 2 s`, or `now` when the time has come. */
export function waitText(waitMs: number): string {
  return waitMs > 0 ? `in ${Math.ceil(waitMs / 1_000)} s` : 'now'
}

/** Reasons come with and without their full stop. */
const sentence = (text: string): string => (/[.!?]\s*$/.test(text) ? text.trim() : `${text.trim()}.`)

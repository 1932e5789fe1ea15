import type { EngineHostState } from '../../src-contract/index.ts'
import { ensureNever } from '../base/index.ts'

/** Longest text of a native menu item that is still read. */
const MAX_MENU_TEXT = 80

/** The text as a menu item has room for. */
export function menuText(text: string): string {
  return text.length <= MAX_MENU_TEXT ? text : `${text.slice(0, MAX_MENU_TEXT - 1)}…`
}

/** One line on where the engine stands. */
export function engineStateText(state: EngineHostState): string {
  switch (state.kind) {
    case 'starting':
      return state.waitsFor === undefined ? 'The engine is starting' : `The engine waits: ${state.waitsFor}`
    case 'running':
      return 'The engine is running'
    case 'restarting':
      return `The engine is started again: ${state.reason}`
    case 'failed':
      return `The engine does not run: ${state.reason}`
    case 'stopped':
      return 'The engine is stopped'
    default:
      return ensureNever(state, 'state of the engine')
  }
}

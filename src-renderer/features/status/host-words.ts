import type { EngineHostState } from '../../../src-contract/index.ts'
import { words } from '../../i18n/index.ts'
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
  const t = words('status')
  switch (state.kind) {
    case 'running':
      return undefined
    case 'starting':
      return { title: t('host.starting'), text: t('host.startingText'), startLabel: undefined }
    case 'restarting':
      return {
        title: t('host.restarting'),
        text: t('host.restartingText', {
          reason: sentence(state.reason),
          wait: waitText(state.nextTryMs - nowMs),
          attempt: state.attempt,
        }),
        startLabel: t('retry'),
      }
    case 'failed':
      return { title: t('host.failed'), text: sentence(state.reason), startLabel: t('host.start') }
    case 'stopped':
      return { title: t('host.stopped'), text: t('host.stoppedText'), startLabel: t('host.start') }
    default:
      return ensureNever(state, 'state of the engine host')
  }
}

/** `in 2 s`, or `now` when the time has come. */
export function waitText(waitMs: number): string {
  const t = words('status')
  return waitMs > 0 ? t('wait.seconds', { seconds: Math.ceil(waitMs / 1_000) }) : t('wait.now')
}

/** Reasons come with and without their full stop. */
const sentence = (text: string): string => (/[.!?]\s*$/.test(text) ? text.trim() : `${text.trim()}.`)

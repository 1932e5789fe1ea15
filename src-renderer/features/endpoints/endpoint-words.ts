import type { EndpointHostView, EndpointStrategy } from '../../../src-contract/index.ts'
import type { useWords } from '../../i18n/index.ts'
import { formatAge } from '../../ui/index.ts'

export type EndpointWords = ReturnType<typeof useWords<'endpoints'>>

const BY_WEIGHT: ReadonlySet<EndpointStrategy> = new Set(['weighted', 'consistentHash'])

/** Whether weights count for a strategy. */
export const usesWeights = (strategy: EndpointStrategy): boolean => BY_WEIGHT.has(strategy)

/** State of a circuit breaker, with the time that is left until its next trial. @param nowMs System time. */
export function breakerText(
  t: EndpointWords,
  { breaker, nextTrialAtMs }: Pick<EndpointHostView, 'breaker' | 'nextTrialAtMs'>,
  nowMs: number,
): string {
  if (nextTrialAtMs === null) return t(`breakers.${breaker}`)
  const leftMs = nextTrialAtMs - nowMs
  return leftMs <= 0 ? t('nextRequest') : t('nextTrial', { time: countdown(leftMs) })
}

/** When a host that is left alone gets a request again. */
export function trialText(t: EndpointWords, leftMs: number): string {
  return leftMs <= 0 ? t('triedNext') : t('triedIn', { time: countdown(leftMs) })
}

/** Whole seconds, rounded up: it reads "1 s" until the time has come. */
const countdown = (leftMs: number): string => formatAge(Math.ceil(leftMs / 1_000) * 1_000)

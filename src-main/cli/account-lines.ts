import type { AccountAtVenueView, AccountCheckView, AccountSecretView } from '../../src-contract/index.ts'
import { facts, utc } from './output.ts'

/** Whether the account's orders go through, and with what. */
export function tradesText({ environment, armedAtMs }: AccountAtVenueView): string {
  if (environment !== 'live') return 'play money'
  return armedAtMs === null ? 'not armed' : 'ARMED'
}

/** Where the account's keys are, each source once. */
export function secretsText({ secrets }: AccountAtVenueView): string {
  const keys = secrets.filter(({ part }) => part !== 'proxy')
  const missing = keys.filter(({ source }) => source === 'missing')
  if (missing.length > 0) return `missing: ${missing.map(({ part }) => part).join(', ')}`
  return [...new Set(keys.map(({ source }: AccountSecretView) => source))].join(', ')
}

/** What a check has found, the worst first. */
export function checkLines(
  name: string,
  { outcome, audit, problems, failure, clockOffsetMs }: AccountCheckView,
): string[] {
  const head = {
    usable: `The key of ${name} can be used.`,
    refused: `The key of ${name} is refused.`,
    failed: `${name} could not be checked.`,
  }
  return [
    head[outcome],
    ...(failure ? [`${failure.what} ${failure.advice}`] : []),
    ...problems.map(({ severity, text }) => `${severity}: ${text}`),
    ...(audit
      ? facts([
          ['reads', answer(audit.canRead)],
          ['trades', answer(audit.canTrade)],
          ['withdraws', answer(audit.canWithdraw)],
          ['bound to addresses', answer(audit.ipRestricted)],
          ['ends (UTC)', audit.expiresAtMs === null ? null : utc(audit.expiresAtMs)],
        ])
      : []),
    ...(clockOffsetMs === null
      ? []
      : facts([['clock of the venue', `${clockOffsetMs > 0 ? '+' : ''}${Math.round(clockOffsetMs)} ms`]])),
  ]
}

function answer(told: boolean | null): string {
  if (told === null) return 'not told'
  return told ? 'yes' : 'no'
}

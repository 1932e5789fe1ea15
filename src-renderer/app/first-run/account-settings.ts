import { z } from 'zod'
import type { RiskLimits } from './risk-presets.ts'

/** What the guide shows of the configuration, and changes in it. */
const Sections = z.object({
  paper: z.object({ startingCash: z.string(), makerFeeBps: z.number(), takerFeeBps: z.number() }),
  risk: z.object({
    maxRiskPerTradeFraction: z.number(),
    maxDailyLossFraction: z.number(),
    maxLeverage: z.number(),
    maxOpenPositions: z.number(),
  }),
})

export interface AccountSettings {
  readonly startingCash: string
  readonly makerFeeBps: string
  readonly takerFeeBps: string
  readonly limits: RiskLimits
}

/** Undefined where this engine has other sections. */
export function readAccountSettings(configuration: Readonly<Record<string, unknown>>): AccountSettings | undefined {
  const { success, data } = Sections.safeParse(configuration)
  if (!success) return undefined
  const { paper, risk } = data
  return {
    startingCash: paper.startingCash,
    makerFeeBps: String(paper.makerFeeBps),
    takerFeeBps: String(paper.takerFeeBps),
    limits: risk,
  }
}

export type AccountField = 'startingCash' | 'makerFeeBps' | 'takerFeeBps'

const isAmount = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number(text) > 0
const isFee = (text: string): boolean => /^\d+(\.\d+)?$/.test(text) && Number(text) <= 100

/** Fields that cannot be saved as they are. */
export function accountFaults(settings: AccountSettings): ReadonlySet<AccountField> {
  const faults = new Set<AccountField>()
  if (!isAmount(settings.startingCash)) faults.add('startingCash')
  if (!isFee(settings.makerFeeBps)) faults.add('makerFeeBps')
  if (!isFee(settings.takerFeeBps)) faults.add('takerFeeBps')
  return faults
}

/** What of it differs from the configuration, as a patch of it; undefined where nothing does. */
export function accountPatch(before: AccountSettings, after: AccountSettings): Record<string, unknown> | undefined {
  const paper = {
    ...(after.startingCash === before.startingCash ? {} : { startingCash: after.startingCash }),
    ...(Number(after.makerFeeBps) === Number(before.makerFeeBps) ? {} : { makerFeeBps: Number(after.makerFeeBps) }),
    ...(Number(after.takerFeeBps) === Number(before.takerFeeBps) ? {} : { takerFeeBps: Number(after.takerFeeBps) }),
  }
  const risk = Object.fromEntries(
    Object.entries(after.limits).filter(([key, value]) => before.limits[key as keyof RiskLimits] !== value),
  )
  const patch = {
    ...(Object.keys(paper).length === 0 ? {} : { paper }),
    ...(Object.keys(risk).length === 0 ? {} : { risk }),
  }
  return Object.keys(patch).length === 0 ? undefined : patch
}

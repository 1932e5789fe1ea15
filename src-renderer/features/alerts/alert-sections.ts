import type { AlertView } from '../../../src-contract/index.ts'

export const ALERT_SECTIONS = ['active', 'acknowledged', 'resolved'] as const
export type AlertSection = (typeof ALERT_SECTIONS)[number]

/** It happened and was over at once: nothing stands that could be resolved. */
const isEvent = ({ raisedAtMs, resolvedAtMs }: AlertView): boolean => resolvedAtMs === raisedAtMs

/** Somebody waited for it, so it is news although it asks for nothing. */
const isAwaited = ({ code }: AlertView): boolean => code === 'PRICE_REACHED'

/**
 * Nobody has acknowledged it, and somebody should: its cause stands, or it happened at once. What a person was told on
 * the spot (a denial of their own order) is none.
 */
export function isNews(alert: AlertView): boolean {
  if (alert.acknowledgedAtMs !== null) return false
  if (alert.resolvedAtMs === null) return true
  return isEvent(alert) && (alert.severity !== 'info' || isAwaited(alert))
}

export function sectionOf(alert: AlertView): AlertSection {
  if (isNews(alert)) return 'active'
  return alert.resolvedAtMs === null ? 'acknowledged' : 'resolved'
}

const RANK: Readonly<Record<AlertView['severity'], number>> = { critical: 0, warning: 1, info: 2 }

/** Alerts by their section: what is worst first where something has to be done, else the newest. */
export function alertsBySection(alerts: readonly AlertView[]): Readonly<Record<AlertSection, readonly AlertView[]>> {
  const groups = Map.groupBy(alerts, sectionOf)
  const of = (section: AlertSection): readonly AlertView[] => groups.get(section) ?? []
  return {
    active: of('active').toSorted(byUrgency),
    acknowledged: of('acknowledged').toSorted(byUrgency),
    resolved: of('resolved').toSorted((left, right) => endOf(right) - endOf(left)),
  }
}

const byUrgency = (left: AlertView, right: AlertView): number =>
  RANK[left.severity] - RANK[right.severity] || right.lastAtMs - left.lastAtMs

const endOf = ({ resolvedAtMs, raisedAtMs }: AlertView): number => resolvedAtMs ?? raisedAtMs

import type { LucideIcon } from 'lucide-react'
import { matchScore } from './search.ts'

export const SECTIONS = [
  'recent',
  'instruments',
  'instrument',
  'orders',
  'commands',
  'accounts',
  'panels',
  'layouts',
  'settings',
] as const
export type PaletteSection = (typeof SECTIONS)[number]

/** One row of the palette. */
export interface PaletteEntry {
  readonly id: string
  readonly section: PaletteSection
  readonly icon: LucideIcon
  readonly title: string
  /** Beside the title, quieter. */
  readonly detail?: string | undefined
  /** Other words by which it is found. */
  readonly alsoKnownBy?: string
  readonly keys?: string | undefined
  /** Its price stands at the right. */
  readonly instrumentId?: string
  readonly run: () => void
  /** What Ctrl Enter does instead. */
  readonly runInNewPanel?: () => void
}

/** Sections that a prefix narrows the palette to. */
const PREFIXES: Readonly<Record<string, ReadonlySet<PaletteSection>>> = {
  '>': new Set(['instrument', 'commands', 'accounts', 'layouts', 'settings']),
  '@': new Set(['orders']),
  '+': new Set(['panels']),
}

/** Working orders are many and seldom looked for; they are shown when asked for. */
const ONLY_BY_PREFIX: ReadonlySet<PaletteSection> = new Set(['orders'])
const MOST_WITHOUT_QUERY = 6
const MOST_FOUND = 8

export interface PaletteQuery {
  /** Sections that are asked for; all where there is no prefix. */
  readonly sections: ReadonlySet<PaletteSection> | undefined
  /** Without its prefix. */
  readonly text: string
}

export function readQuery(typed: string): PaletteQuery {
  const text = typed.trimStart()
  const sections = PREFIXES[text.slice(0, 1)]
  return sections === undefined ? { sections, text } : { sections, text: text.slice(1).trim() }
}

/** Rows of one section, best first. */
export interface PaletteGroup {
  readonly section: PaletteSection
  readonly entries: readonly PaletteEntry[]
}

/**
 * What the palette shows for what was typed.
 *
 * @param recent Ids of the entries that were used last, newest first; they stand on top while nothing is typed.
 */
export function findEntries(
  entries: readonly PaletteEntry[],
  typed: string,
  recent: readonly string[],
): readonly PaletteGroup[] {
  const { sections, text } = readQuery(typed)
  const asked = entries.filter(({ section }) => sections?.has(section) ?? !ONLY_BY_PREFIX.has(section))
  if (text === '' && sections === undefined) return beginning(asked, recent)
  const scored = asked
    .map((entry) => ({ entry, score: text === '' ? 1 : matchScore(text, entry.title, entry.alsoKnownBy) }))
    .filter(({ score }) => score > 0)
    .sort((one, two) => two.score - one.score)
    .map(({ entry }) => entry)
  return bySection(scored, sections === undefined ? MOST_FOUND : Number.POSITIVE_INFINITY)
}

function beginning(entries: readonly PaletteEntry[], recent: readonly string[]): readonly PaletteGroup[] {
  const used = recent
    .map((id) => entries.find((entry) => entry.id === id))
    .filter((entry) => entry !== undefined)
    .slice(0, MOST_WITHOUT_QUERY)
  const usedIds = new Set(used.map(({ id }) => id))
  const others = bySection(
    entries.filter(({ id }) => !usedIds.has(id)),
    MOST_WITHOUT_QUERY,
  )
  return used.length === 0 ? others : [{ section: 'recent', entries: used }, ...others]
}

function bySection(entries: readonly PaletteEntry[], most: number): readonly PaletteGroup[] {
  return SECTIONS.map((section) => ({
    section,
    entries: entries.filter((entry) => entry.section === section).slice(0, most),
  })).filter((group) => group.entries.length > 0)
}

const MOST_RECENT = 8

/** The ids that were used last, with one that was used now. */
export const withRecent = (recent: readonly string[], id: string): readonly string[] =>
  [id, ...recent.filter((each) => each !== id)].slice(0, MOST_RECENT)

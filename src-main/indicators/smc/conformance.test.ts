import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Candle } from '../../domain/index.ts'
import { candlesOf, readReferenceTable } from '../testing/reference-table.ts'
import { chooseStudy, type StudyChoice } from './studies.ts'
import type { StudyColumn } from './study.ts'

/** Folder with published reference values; it lies outside the repository and is not on every machine. */
const FOLDER = join(import.meta.dirname, '../../../../shared/fixtures/smc')
const BARS = 'ohlcv.csv'
const HAS_REFERENCE = existsSync(join(FOLDER, BARS))
const TOLERANCE = 1e-6

/** The study and its parameters that a file of the given name (without extension) holds the values of. */
const STUDY_OF_FILE: Readonly<Record<string, readonly [id: string, parameters?: Record<string, unknown>]>> = {
  swings: ['smc.swings', { length: 5 }],
  fvg: ['smc.fvg', { joinConsecutive: false }],
  fvg_consecutive: ['smc.fvg', { joinConsecutive: true }],
  bos_choch: ['smc.structure', { swingLength: 5, closeBreak: true }],
  ob: ['smc.orderBlocks', { swingLength: 5, closeMitigation: false }],
  liquidity: ['smc.liquidity', { swingLength: 5, rangePercent: 0.01 }],
  previous_high_low_4h: ['smc.previousHighLow', { timeframe: '4h' }],
  previous_high_low_1D: ['smc.previousHighLow', { timeframe: '1D' }],
  previous_high_low_W: ['smc.previousHighLow', { timeframe: 'W' }],
  sessions_London: ['smc.session', { session: 'London' }],
  sessions_New_York_kill_zone: ['smc.session', { session: 'New York kill zone' }],
  retracements: ['smc.retracements', { swingLength: 5 }],
}

/** Cells in which a file that was rounded to float32 differs from the same values in float64, as its description says. */
const FLOAT32_DIFFERENCES: Readonly<Record<string, number>> = {
  'bos_choch.csv': 34,
  'previous_high_low_4h.csv': 123,
  'previous_high_low_1D.csv': 23,
}

/** All files of values in the folder and those below it, by path within it. */
const files = HAS_REFERENCE
  ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.csv') && basename(path) !== BARS)
      .toSorted((left, right) => (left < right ? -1 : 1))
  : []
const float64Name = (path: string): string => path.replace(/\.csv$/, '.f64.csv')
const covered = files.filter((path) => files.includes(float64Name(path)))
const compared = files.filter((path) => !covered.includes(path))
const stem = (path: string): string => basename(path).replace(/(?:\.f64)?\.csv$/, '')

const barsByFolder = new Map<string, Candle[]>()

function barsBeside(path: string): Candle[] {
  const folder = dirname(path)
  const bars = barsByFolder.get(folder) ?? candlesOf(readReferenceTable(join(FOLDER, folder, BARS)))
  barsByFolder.set(folder, bars)
  return bars
}

function studyOf(path: string): StudyChoice {
  const [id = `none for ${path}`, parameters] = STUDY_OF_FILE[stem(path)] ?? []
  return chooseStudy(id, parameters)
}

/** Prices, volumes and percentages within the tolerance, everything else exactly; no value only where there is none. */
function agrees(value: number, expected: number, scale: StudyColumn['scale']): boolean {
  if (Number.isNaN(value) || Number.isNaN(expected)) return Number.isNaN(value) === Number.isNaN(expected)
  const isMeasure = scale === 'price' || scale === 'volume' || scale === 'percent'
  return isMeasure ? Math.abs(value - expected) <= TOLERANCE * Math.abs(expected) : value === expected
}

interface Comparison {
  readonly columns: readonly string[]
  readonly bars: number
  readonly cells: number
  /** Cells that hold a value in the file. */
  readonly values: number
  readonly differences: readonly string[]
}

function compare(path: string): Comparison {
  const bars = barsBeside(path)
  const { columns } = readReferenceTable(join(FOLDER, path), bars.length)
  const study = studyOf(path)
  const computed = study.compute(bars)
  const differences: string[] = []
  let values = 0
  for (const [place, { id, scale }] of study.definition.columns.entries()) {
    for (const [index, expected] of (columns.get(id) ?? new Float64Array()).entries()) {
      const value = computed[place]?.[index] ?? Number.NaN
      if (!Number.isNaN(expected)) values += 1
      if (!agrees(value, expected, scale)) differences.push(`${id} at ${index}: ${value}, not ${expected}`)
    }
  }
  return { columns: [...columns.keys()], bars: bars.length, cells: columns.size * bars.length, values, differences }
}

const report = (text: string): boolean => process.stdout.write(`${text}\n`)

describe.skipIf(!HAS_REFERENCE)(
  'Smart Money studies against published values (skipped where the reference folder is missing)',
  () => {
    it('knows the study of every file', () => {
      expect(files.length).toBeGreaterThan(0)
      expect(files.filter((path) => !(stem(path) in STUDY_OF_FILE))).toEqual([])
    })

    it.each(compared)('agrees with every cell of %s', (path) => {
      const { columns, bars, cells, values, differences } = compare(path)
      report(`${path}: ${cells} cells compared (${bars} bars, ${values} values), ${differences.length} differ`)
      expect(columns).toEqual(studyOf(path).definition.columns.map(({ id }) => id))
      expect(values).toBeGreaterThan(0)
      expect(differences).toEqual([])
    })

    it.each(covered)('%s differs by its float32 rounding alone and is covered by its float64 twin', (path) => {
      const { cells, differences } = compare(path)
      report(`${path}: covered by ${float64Name(path)}; ${differences.length} of ${cells} cells differ from float32`)
      expect(differences).toHaveLength(FLOAT32_DIFFERENCES[path] ?? 0)
    })
  },
)

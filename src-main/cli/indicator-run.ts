import { ICT_KINDS, type IctKind } from '../../src-contract/index.ts'
import { EngineError, FatalError } from '../base/index.ts'
import type { Candle } from '../domain/index.ts'
import {
  checkParameters,
  chooseIndicator,
  chooseStudy,
  IctParameters,
  ictRecords,
  tabulate,
} from '../indicators/index.ts'
import { loadCandleFile } from '../venues/index.ts'
import { csvLines, type CsvColumn } from './csv-lines.ts'
import { barLength } from './bar-length.ts'
import { writeWhole } from './write-whole.ts'

const MODES = ['batch', 'live'] as const
type Mode = (typeof MODES)[number]

/** Ids of studies over whole series begin with it. */
const STUDY_PREFIX = 'smc.'

export interface ComputeOptions {
  readonly data: string
  readonly indicator: string
  /** A JSON object. */
  readonly params: string
  readonly mode: string
  readonly out: string
}

export interface RecordsOptions {
  readonly data: string
  /** Separated by commas; all of them where it is left out. */
  readonly kinds?: string
  /** A JSON object. */
  readonly params: string
  readonly out: string
}

/**
 * Computes an indicator over the bars of a file and writes a CSV with a row for each bar.
 * @returns the number of bars.
 * @throws FatalError (exit code 2) that names the row of the file, the indicator or the parameter at fault; nothing is written then.
 */
export async function computeIndicator(options: ComputeOptions): Promise<number> {
  const mode = readMode(options.mode)
  const parameters = readObject(options.params)
  const compute = usable(() => chooseComputation(options.indicator, parameters, mode))
  const candles = await loadCandleFile(options.data, { anyLength: true })
  await writeWhole(options.out, csvLines(compute(candles), candles.length))
  return candles.length
}

/**
 * Finds the causal ICT records in the bars of a file and writes one JSON object a line, ordered by time of confirmation.
 * @returns the number of records.
 * @throws FatalError (exit code 2) that names the row of the file, the kind or the parameter at fault; nothing is written then.
 */
export async function computeRecords(options: RecordsOptions): Promise<number> {
  const kinds = options.kinds === undefined ? ICT_KINDS : readKinds(options.kinds)
  const raw = readObject(options.params)
  const parameters = usable(() => checkParameters('records', IctParameters, raw))
  const candles = await loadCandleFile(options.data, { anyLength: true })
  const records = ictRecords(candles, { ...barLength(candles), parameters, kinds })
  await writeWhole(
    options.out,
    records.map((record) => JSON.stringify(record)),
  )
  return records.length
}

/** @throws EngineError that names an unknown indicator or a faulty parameter; FatalError where a study has no live mode. */
function chooseComputation(
  id: string,
  parameters: Readonly<Record<string, unknown>>,
  mode: Mode,
): (candles: readonly Candle[]) => CsvColumn[] {
  if (!id.startsWith(STUDY_PREFIX)) {
    const choice = chooseIndicator(id, parameters)
    return (candles) => {
      const { columns, values } = tabulate(candles, choice, mode)
      return columns.map((column, index) => ({ name: column.id, values: values[index] ?? new Float64Array() }))
    }
  }
  if (mode === 'live') {
    throw usageError(
      `${id} looks ahead and has no live mode; "wheelhouse indicators records" has what was known at each bar.`,
    )
  }
  const study = chooseStudy(id, parameters)
  return (candles) => {
    const values = study.compute(candles)
    return study.definition.columns.map((column, index) => ({
      name: column.id,
      values: values[index] ?? new Float64Array(),
    }))
  }
}

function readMode(text: string): Mode {
  const mode = MODES.find((candidate) => candidate === text)
  if (mode === undefined) throw usageError(`--mode must be one of ${MODES.join(', ')}, got "${text}".`)
  return mode
}

function readKinds(text: string): IctKind[] {
  return text.split(',').map((word) => {
    const kind = ICT_KINDS.find((candidate) => candidate === word.trim())
    if (kind === undefined) throw usageError(`--kinds must be among ${ICT_KINDS.join(', ')}, got "${word.trim()}".`)
    return kind
  })
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  const value = parseJson(text)
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  throw usageError(`--params must be a JSON object such as {"period":20}, got ${text.slice(0, 80)}.`)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** What the registry refuses is the caller's to mend. */
function usable<Result>(choose: () => Result): Result {
  try {
    return choose()
  } catch (error) {
    throw error instanceof EngineError ? usageError(`${error.message}.`) : error
  }
}

const usageError = (message: string): FatalError => new FatalError(message, { exitCode: 2 })

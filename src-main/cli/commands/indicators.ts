import type { Command } from 'commander'
import type { ListedIndicator, ListedParameter } from '../indicator-list.ts'
import type { ComputeOptions, RecordsOptions } from '../indicator-run.ts'
import { print, table } from '../output.ts'

/** indicators: compute, records, list; by themselves, without a running engine. */
export function addIndicatorCommands(program: Command): void {
  const group = program.command('indicators').description('compute indicators from a file of bars')
  group
    .command('compute')
    .description('write the values of an indicator at every bar, as CSV')
    .requiredOption('--data <file>', 'CSV or CSV.gz with ts_ms, open, high, low, close, volume')
    .requiredOption('--indicator <id>', 'as "wheelhouse indicators list" names it')
    .option('--params <json>', 'parameters that are not to have their defaults', '{}')
    .option(
      '--mode <mode>',
      'batch puts values at the bar they belong to; live has what was known at its close',
      'batch',
    )
    .requiredOption('--out <file>', 'CSV that is written')
    .action(async (options: ComputeOptions) => {
      const { computeIndicator } = await import('../indicator-run.ts')
      const bars = await computeIndicator(options)
      process.stdout.write(`${options.indicator}: ${bars} bars written to ${options.out}\n`)
    })
  group
    .command('records')
    .description('write the ICT / Smart Money records as they became known, one JSON object a line')
    .requiredOption('--data <file>', 'CSV or CSV.gz with ts_ms, open, high, low, close, volume')
    .option('--kinds <list>', 'kinds of records, separated by commas; all where it is left out')
    .option('--params <json>', 'parameters that are not to have their defaults', '{}')
    .requiredOption('--out <file>', 'file that is written')
    .action(async (options: RecordsOptions) => {
      const { computeRecords } = await import('../indicator-run.ts')
      const records = await computeRecords(options)
      process.stdout.write(`${records} records written to ${options.out}\n`)
    })
  group
    .command('list')
    .description('list every indicator with its parameters and columns')
    .option('--json', 'print the answer as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const { listIndicators } = await import('../indicator-list.ts')
      const indicators = listIndicators()
      print(indicators, json, () => indicatorTable(indicators))
    })
}

function indicatorTable(indicators: readonly ListedIndicator[]): string[] {
  return table(
    indicators,
    [
      ['indicator', ({ id }) => id],
      ['title', ({ title }) => title],
      ['parameters', ({ parameters }) => parameters.map(parameterText).join(', ')],
      [
        'columns',
        ({ columns }) => columns.map(({ name, lookAhead }) => (lookAhead ? `${name} (looks ahead)` : name)).join(', '),
      ],
      ['warm-up', ({ warmUpBars }) => warmUpBars],
    ],
    'There are no indicators.',
  )
}

const parameterText = ({ name, default: preset }: ListedParameter): string => `${name}=${String(preset)}`

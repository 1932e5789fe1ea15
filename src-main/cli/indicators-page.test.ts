import { describe, expect, it } from 'vitest'
import { type ListedIndicator, listIndicators, type ListedParameter } from './indicator-list.ts'

const INTRODUCTION = `# Indicators

<!-- Written by \`npm run docs:indicators\` from the definitions in the code: edit those, not this page. -->

Everything below is computed by the engine, bar by bar: for the chart, for strategies, over REST (\`GET /api/indicators/series\`), as a topic, and
from a file without a running engine:

\`\`\`sh
wheelhouse indicators list [--json]
wheelhouse indicators compute --data bars.csv.gz --indicator rsi --params '{"period":21}' --out rsi.csv
wheelhouse indicators compute --data bars.csv.gz --indicator ichimoku --mode live --out ichimoku.csv
wheelhouse indicators records --data bars.csv.gz --kinds fvg,orderBlock --out records.jsonl
\`\`\`

- **\`--data\`** is a CSV, plain or gzipped, with the columns \`ts_ms\` (open time, ms UTC), \`open\`, \`high\`, \`low\`, \`close\`, \`volume\`; others are ignored.
- **\`--mode batch\`** puts each value at the bar that it belongs to, which for some columns is before the bar at which it became known. **\`--mode live\`**
  writes what was known at each bar's close and never changes it; columns that look ahead stay empty. All other columns are the same in both.
- **Bad input** (a missing column, a value that is no number, a high below the low, a time that does not increase, an unknown indicator or
  parameter) ends with exit code 2 and one line that names the row or the parameter; nothing is written.
- **Higher timeframes** are those of the last closed bar, unless the forming one is asked for.
- The records of \`wheelhouse indicators records\` are told in [ict.md](ict.md).

`

describe('the documentation of the indicators', () => {
  it('is what the definitions say; mend it with npm run docs:indicators', async () => {
    const listed = listIndicators()
    const classical = listed.filter(({ id }) => !id.startsWith('smc.'))
    const studies = listed.filter(({ id }) => id.startsWith('smc.'))
    const page = [
      INTRODUCTION,
      '## Classical\n\n',
      section(classical),
      '\n## Smart Money studies over whole series\n\n',
      'They look ahead as their published conventions do, and exist in batch mode only.\n\n',
      section(studies),
    ].join('')
    await expect(page).toMatchFileSnapshot('../../docs/indicators.md')
  })
})

const section = (indicators: readonly ListedIndicator[]): string => indicators.map(paragraph).join('\n')

function paragraph({ id, title, description, placement, parameters, columns, warmUpBars }: ListedIndicator): string {
  const columnTexts = columns.map(({ name, lookAhead }) => `\`${name}\`${lookAhead ? ' (looks ahead)' : ''}`)
  const place = placement === 'overlay' ? 'over the prices' : 'in a pane of its own'
  return [
    `### \`${id}\`: ${title}\n`,
    `${description}\n`,
    `- Columns: ${columnTexts.join(', ')}; drawn ${place}; warm-up ${warmUpBars} ${warmUpBars === 1 ? 'bar' : 'bars'}.`,
    ...parameters.map((parameter) => `- \`${parameter.name}\` (${rangeText(parameter)}): ${parameter.description}`),
    '',
  ].join('\n')
}

function rangeText({ default: preset, minimum, maximum, options = [] }: ListedParameter): string {
  const words = options.map((option) => `\`${String(option)}\``)
  const range = minimum === undefined ? [] : [maximum === undefined ? `from ${minimum}` : `${minimum} to ${maximum}`]
  const allowed = [...words, ...range].join(', ')
  const shown = preset === '' ? 'nothing' : `\`${String(preset)}\``
  return allowed === '' ? `default ${shown}` : `default ${shown}; ${allowed}`
}

import { describe, expect, it } from 'vitest'
import { configReference } from './config-reference.ts'
import { EngineConfig } from '../engine-config.ts'

const INTRODUCTION = `# Configuration

<!-- Written by \`npm run docs:config\` from the schemas in the code: edit those, not this page. -->

The engine reads \`config.json\` in its data folder (\`--home\`, \`WHEELHOUSE_HOME\`, or the system's place for application data). The
file need not exist, and holds only what differs from the defaults:

\`\`\`json
{ "risk": { "maxOrderNotional": "20000" }, "market": { "simulated": { "speed": 1 } } }
\`\`\`

- **Three ways to change it**: edit the file, use the window, or send \`PUT /api/config\` with \`{ "patch": { … } }\`. A key set to \`null\` in a
  patch goes back to its default. Each change is checked as a whole, numbered, kept in \`config-versions.jsonl\` and announced.
- **Every version can be brought back**: \`wheelhouse config history\` lists what each changed, \`wheelhouse config revert <version>\` puts one into
  force as a new version. Keys that a variable holds stay as they are.
- **Most keys act at once**; the others say "after a restart".
- **A configuration with a fault changes nothing.** While the engine runs, the last valid one stays in force and \`GET /api/config\` lists the
  faults of the file in \`fileFaults\`. At the start, the engine ends with code 1 and one line for each fault. Unknown keys are faults.
- **An environment variable wins over the file.** Its value is JSON, or plain text where text is meant. \`GET /api/config\` lists the keys that
  variables hold in \`overridden\`. A variable that begins with \`WHEELHOUSE_\` and names no key is a fault. A whole section can be given as
  JSON, for example \`WHEELHOUSE_RISK='{"maxLeverage":2}'\`.

`

describe('the documentation of the configuration', () => {
  it('is what the schemas say; mend it with npm run docs:config', async () => {
    const page = `${INTRODUCTION}${configReference(EngineConfig)}`
    await expect(page).toMatchFileSnapshot('../../docs/configuration.md')
  })

  it('has a meaning for every key', () => {
    const rows = configReference(EngineConfig)
      .split('\n')
      .filter((line) => line.startsWith('| `'))
    expect(rows.length).toBeGreaterThan(30)
    expect(rows.filter((row) => /\|\s*\|$/.test(row))).toEqual([])
  })
})

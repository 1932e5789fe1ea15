import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { VENUE_PROFILES } from '../../../src-main/venues/ccxt/profiles/profiles.ts'

const SCRIPT = resolve(import.meta.dirname, 'testing/list-modules.ts')

/** Files of ccxt that a program of its own has loaded once it has opened a connection to the exchange. */
async function modulesOf(exchange: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [SCRIPT, exchange])
  return (JSON.parse(stdout) as string[]).flatMap((address) => address.split('/node_modules/ccxt/').slice(1))
}

describe.each(VENUE_PROFILES.map(({ venueId, exchange }) => [venueId, exchange]))(
  'opening a connection to %s',
  (venueId, exchange) => {
    it('loads the files of that exchange, and neither the index of ccxt nor another exchange', async () => {
      const files = await modulesOf(venueId ?? '')
      const family = new Set([exchange, exchange?.replace(/usdm$/, '')])
      const foreign = files.filter((file) => {
        const [, name = ''] = /^js\/src\/(?:pro\/|abstract\/)?([a-z0-9]+)\.js$/.exec(file) ?? []
        return name !== '' && !family.has(name)
      })
      expect(files).toContain(`js/src/pro/${exchange}.js`)
      expect(foreign).toEqual([])
      expect(files.filter((file) => file === 'js/ccxt.js' || file.startsWith('dist/'))).toEqual([])
    })
  },
)

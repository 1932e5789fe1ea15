import { parseArgs } from 'node:util'

/** How `npm run venue` was started. */
export interface RunOptions {
  readonly port: number
  readonly controlPort: number
  readonly seed: number
  readonly stepMs: number
}

export const HELP = `Usage: npm run venue -- [options]

A venue that answers like Binance, spot and USD-M futures, on 127.0.0.1, for practice. Nothing in it is real.

Options:
  --port <number>          port of REST and WebSocket; 0, the default, takes a free one
  --control-port <number>  port of the commands; 0, the default, takes a free one
  --seed <number>          of the market's walk and of faults by chance; 1 by default
  --step-ms <number>       milliseconds between two steps of the market; 500 by default
  --help                   this text

docs/venue-simulator.md tells of commands and faults.`

/**
 * @returns The options; `help` where they were asked for.
 * @throws Error that names the option and what it takes.
 */
export function readOptions(args: readonly string[]): RunOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      'step-ms': { type: 'string', default: '500' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  return {
    port: whole('--port', values.port, { from: 0, to: 65_535 }),
    controlPort: whole('--control-port', values['control-port'], { from: 0, to: 65_535 }),
    seed: whole('--seed', values.seed, { from: 0, to: 2_147_483_647 }),
    stepMs: whole('--step-ms', values['step-ms'], { from: 10, to: 3_600_000 }),
  }
}

function whole(name: string, text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  const value = Number(text)
  if (/^\d+$/.test(text) && value >= from && value <= to) return value
  throw new Error(`${name} must be a whole number from ${from} to ${to}, got "${text}".`)
}

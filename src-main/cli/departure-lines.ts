import type { DepartingPosition, DepartureView } from '../../src-contract/index.ts'
import { ensureNever } from '../base/index.ts'
import { table } from './output.ts'

const PROTECTIONS: Readonly<Record<DepartingPosition['protection'], string>> = {
  venue: 'at the venue',
  engine: 'only while the engine runs',
  none: 'none',
}

/** What stopping the engine would do, for a person; no line where nothing is open. */
export function departureLines(view: DepartureView): string[] {
  if (!view.exposed) return []
  return [
    ...positionLines(view),
    leavingText(view),
    ...(view.marketStandsStill ? ['The market waits while the engine is off.'] : []),
  ]
}

function positionLines({ positions }: DepartureView): string[] {
  return table(
    positions,
    [
      ['instrument', (row) => row.instrumentId],
      ['owner', (row) => row.owner],
      ['side', (row) => row.side],
      ['quantity', (row) => row.quantity],
      ['notional', (row) => row.notional],
      ['stop', (row) => row.stopPrice],
      ['protection', (row) => PROTECTIONS[row.protection]],
    ],
    'no open positions',
  )
}

function leavingText({ onShutdown, workingEntries }: DepartureView): string {
  switch (onShutdown) {
    case 'leave':
      return `On a stop everything stays as it is; working entries: ${workingEntries}.`
    case 'cancelEntries':
      return `On a stop working entries are cancelled: ${workingEntries}. Positions and their stops stay.`
    case 'flatten':
      return `On a stop working entries are cancelled: ${workingEntries}. Every position is closed at market.`
    default:
      return ensureNever(onShutdown, 'way to leave')
  }
}

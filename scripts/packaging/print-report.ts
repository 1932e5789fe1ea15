import { fuseStates, packageFaults } from './package-rules.ts'
import type { PackageReport } from './package-report.ts'

const BYTES_PER_MB = 1_000_000

/** The package's figures, a line each. */
export function reportLines(report: PackageReport): string[] {
  const unpackedBytes = report.files
    .filter(({ isUnpacked }) => isUnpacked)
    .reduce((sum, file) => sum + file.sizeBytes, 0)
  const libraries = report.files.filter(({ path }) => path.endsWith('.node')).map(({ path }) => path)
  const fuses = Object.entries(fuseStates(report)).map(([name, state]) => `${name} ${state}`)
  return [
    `platform  ${report.platform}`,
    `archive   ${report.files.length} files, ${megabytes(report.archiveBytes)} and ${megabytes(unpackedBytes)} beside it`,
    `libraries ${libraries.join(', ')}`,
    `fuses     ${fuses.join(', ')}`,
    `updates   ${report.updateSource?.trim().replaceAll('\n', ', ') ?? 'no source'}`,
  ]
}

/** Prints figures and faults; true where there are no faults. */
export function printReport(report: PackageReport, arch: string): boolean {
  for (const line of reportLines(report)) console.log(line)
  const faults = packageFaults(report, arch)
  for (const fault of faults) console.error(`FAULT     ${fault}`)
  if (faults.length === 0) console.log('rules     all kept')
  return faults.length === 0
}

function megabytes(bytes: number): string {
  return `${(bytes / BYTES_PER_MB).toFixed(1)} MB`
}

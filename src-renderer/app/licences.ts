import { z } from 'zod'
import { words } from '../i18n/index.ts'

/** A package that is part of the program, as `licences.json` lists it. */
const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** SPDX expression. */
  licence: z.string(),
  text: z.string(),
})
export type Licence = z.infer<typeof Licence>

/** Beside the page, made by the build. */
const ADDRESS = './licences.json'

/** Loads the licences of everything the program is made of. Throws where the list is not there or damaged. */
export async function loadLicences(): Promise<readonly Licence[]> {
  const answer = await fetch(ADDRESS)
  if (!answer.ok) throw new Error(words('about')('notLoaded', { status: answer.status }))
  const list = z.array(Licence).safeParse(await answer.json())
  if (!list.success) throw new Error(words('about')('damaged'))
  return list.data
}

/** Packages whose name or licence holds every word that was typed. */
export function findLicences(licences: readonly Licence[], search: string): readonly Licence[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return licences.filter(({ name, licence }) => {
    const text = `${name} ${licence}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

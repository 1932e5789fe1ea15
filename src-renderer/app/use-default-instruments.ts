import { useEffect } from 'react'
import { useInstruments } from '../client/index.ts'
import { filledLinks, useLinkGroups } from '../panels/index.ts'

/** Every link colour looks at an instrument that this engine has, from the moment on that they are known. */
export function useDefaultInstruments(): void {
  const { list } = useInstruments()
  // Not the groups whole: the window would be drawn anew with each colour that becomes the active one.
  const links = useLinkGroups(({ instruments }) => instruments)
  const fill = useLinkGroups((groups) => groups.fill)
  useEffect(() => {
    const ids = list.map(({ instrumentId }) => instrumentId)
    if (filledLinks(links, ids) !== links) fill(ids)
  }, [fill, list, links])
}

import { ChevronDown, ChevronRight, ShipWheel } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { AboutView } from '../../src-contract/index.ts'
import { useEngine, useEngineHost, useStatus } from '../client/index.ts'
import { useWords, words } from '../i18n/index.ts'
import { Button, DialogFacts, errorText, Modal, showToast } from '../ui/index.ts'
import { aboutFacts } from './about-facts.ts'
import { AboutLinks } from './about-links.tsx'
import './about.css'
import { LicenceList } from './licence-list.tsx'

export interface AboutDialogProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

/** What this program is, what it is made of, and where to read more. */
export function AboutDialog({ open, onOpenChange }: AboutDialogProps) {
  return (
    <Modal open={open} onOpenChange={onOpenChange} title={<AboutTitle />}>
      <Facts />
      <AboutLinks />
      <Licences />
    </Modal>
  )
}

function AboutTitle() {
  const t = useWords('about')
  return (
    <span className="about-title">
      <ShipWheel size={18} aria-hidden="true" />
      {t('title')}
    </span>
  )
}

function Facts() {
  // Renders again when the language changes.
  useWords('about')
  const host = useEngineHost()
  const facts = aboutFacts({
    desktop: useAboutDesktop(),
    engineVersion: useStatus((status) => status.version),
    engineAddress: host?.kind === 'running' ? host.address : undefined,
  })
  return <DialogFacts className="about-facts" facts={facts} />
}

/** What the desktop program says of itself; undefined in a browser, and until it has answered. */
function useAboutDesktop(): AboutView | undefined {
  const { host } = useEngine()
  const [about, setAbout] = useState<AboutView>()
  useEffect(() => {
    host?.bridge.about().then(setAbout, (error: unknown) =>
      showToast({
        kind: 'error',
        title: words('about')('failed'),
        text: errorText(error),
      }),
    )
  }, [host])
  return about
}

function Licences() {
  const t = useWords('about')
  const [shown, setShown] = useState(false)
  const Icon = shown ? ChevronDown : ChevronRight
  return (
    <section className="about-licences" aria-label={t('licencesLabel')}>
      <Button tone="quiet" aria-expanded={shown} onClick={() => setShown(!shown)}>
        <Icon size={14} aria-hidden="true" />
        {t('licences')}
      </Button>
      {shown && <LicenceList />}
    </section>
  )
}

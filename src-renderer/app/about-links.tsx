import { type LinkId, PRODUCT_PAGES } from '../../src-contract/index.ts'
import { useEngine, useEngineHost } from '../client/index.ts'
import { useWords } from '../i18n/index.ts'
import { Button, errorText, showToast } from '../ui/index.ts'

type PageName = keyof typeof PRODUCT_PAGES

const PAGES: readonly PageName[] = ['documentation', 'releases', 'issues', 'licence']

/** Pages about the program. The desktop window opens them by name, in the user's own browser. */
export function AboutLinks() {
  const t = useWords('about')
  const { host } = useEngine()
  const isRunning = useEngineHost()?.kind === 'running'
  if (host === undefined) {
    return (
      <p className="about-links">
        {PAGES.map((page) => (
          <a key={page} href={PRODUCT_PAGES[page]} target="_blank" rel="noopener noreferrer">
            {t(`pages.${page}`)}
          </a>
        ))}
      </p>
    )
  }
  const open = (link: LinkId): void => {
    host.bridge.openLink(link).catch((error: unknown) =>
      showToast({
        kind: 'error',
        title: t('notOpened'),
        text: errorText(error),
      }),
    )
  }
  return (
    <p className="about-links">
      {PAGES.map((page) => (
        <Button key={page} size="small" onClick={() => open(page)}>
          {t(`pages.${page}`)}
        </Button>
      ))}
      {isRunning && (
        <Button size="small" onClick={() => open('webInterface')}>
          {t('openInBrowser')}
        </Button>
      )}
    </p>
  )
}

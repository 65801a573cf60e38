import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core'
import './page-head.css'

interface Place {
  readonly href: string
  readonly label: string
}

/** Name, places to jump to, light or dark. */
export function PageHead({ places }: { places: readonly Place[] }) {
  return (
    <header className="head">
      <div className="wrap head-row">
        <a className="head-name" href="/">
          <img src="/favicon.svg" alt="" width="28" height="28" />
          Headway
        </a>
        <nav aria-label="Places">
          {places.map(({ href, label }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </nav>
        <SchemeSwitch />
      </div>
    </header>
  )
}

function SchemeSwitch() {
  const { setColorScheme } = useMantineColorScheme()
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark'
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={dark ? 'Switch to light colours' : 'Switch to dark colours'}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <svg
        viewBox="0 0 20 20"
        width="18"
        height="18"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.6"
        strokeLinecap="round"
        aria-hidden="true"
      >
        {dark ? (
          <path d="M10 3V1.5M10 18.5V17M3 10H1.5M18.5 10H17M5 5 4 4M16 16l-1-1M5 15l-1 1M16 4l-1 1M13.5 10a3.5 3.5 0 1 1-7 0 3.5 3.5 0 0 1 7 0Z" />
        ) : (
          <path d="M16.5 11.8A7 7 0 0 1 8.2 3.5a7 7 0 1 0 8.3 8.3Z" strokeLinejoin="round" />
        )}
      </svg>
    </ActionIcon>
  )
}

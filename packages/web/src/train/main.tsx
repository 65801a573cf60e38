import { openPage } from '../open-page.tsx'
import { TrainPage } from './train-page.tsx'

openPage(<TrainPage />)

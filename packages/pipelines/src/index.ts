export type {BuildContext, ContainerDefinition} from './dagger/container-definition';
export type {
  CacheVolume,
  Client,
  Container,
  Directory,
  File,
  Platform,
  Secret,
  Service,
} from '@dagger.io/dagger/client';

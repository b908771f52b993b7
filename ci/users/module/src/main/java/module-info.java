/** A user that names what it uses; the libraries name themselves in their manifests. */
module ground {
  requires saccade.core;
  requires saccade.environments;
}

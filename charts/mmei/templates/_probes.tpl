{{/* Probes of a service, asked on the management port. Call with its values. */}}
{{- define "mmei.probes" -}}
# Startup: the process answers at all, which waits for models to load. It asks no dependency, so a broker that is
# still down delays readiness and restarts nothing.
startupProbe:
  httpGet: { path: /health/live, port: management }
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: {{ div (add .startupSeconds 1) 2 }}
# Readiness: its dependencies answer and its models are loaded.
readinessProbe:
  httpGet: { path: /health/ready, port: management }
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 2
# Liveness: the process alone. Losing the broker or the database must never restart it.
livenessProbe:
  httpGet: { path: /health/live, port: management }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
{{- end }}

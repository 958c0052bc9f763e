{{/* What the "restricted" Pod Security Standard asks of the pod of a service. Call with the root. */}}
{{- define "mmei.podSecurityContext" -}}
{{- include "mmei.securityContextOf" .Values.podSecurity -}}
{{- end }}

{{/* The same of any pod. Call with user and group. */}}
{{- define "mmei.securityContextOf" -}}
runAsNonRoot: true
runAsUser: {{ int .user }}
runAsGroup: {{ int .group }}
fsGroup: {{ int .group }}
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{/* What the "restricted" Pod Security Standard asks of a container, and a root file system that nobody writes. */}}
{{- define "mmei.containerSecurityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Settings that the chart decides for a service. Call with root, name and facts. */}}
{{- define "mmei.ownEnv" -}}
{{- $values := .root.Values -}}
- name: ASPNETCORE_HTTP_PORTS
  value: "8080"
- name: Hosting__ManagementPort
  value: "8081"
- name: DOTNET_EnableDiagnostics
  value: "0"
# ONNX Runtime looks up host names and writes to the home folder without it.
- name: ORT_DISABLE_TELEMETRY
  value: "1"
- name: Hosting__ShutdownTimeoutSeconds
  value: {{ $values.shutdown.drainSeconds | int | quote }}
- name: Hosting__SecretsFolder
  value: /etc/mmei/secrets
- name: Bus__Transport
  value: RabbitMq
- name: Bus__Host
  value: {{ $values.bus.host | quote }}
- name: Bus__Port
  value: {{ $values.bus.port | int | quote }}
- name: Bus__VirtualHost
  value: {{ $values.bus.virtualHost | quote }}
- name: Bus__Tls
  value: {{ $values.bus.tls | quote }}
{{- if $values.trust.existingSecret }}
# Both folders: the authorities that the image trusts, and those of the Secret.
- name: SSL_CERT_DIR
  value: /etc/ssl/certs:/etc/mmei/trust
{{- end }}
{{- with $values.tracing.endpoint }}
- name: Tracing__Endpoint
  value: {{ . | quote }}
- name: Tracing__SampleRatio
  value: {{ $values.tracing.sampleRatio | quote }}
{{- if $values.tracing.metricsAndLogs }}
- name: OTEL_EXPORTER_OTLP_ENDPOINT
  value: {{ . | quote }}
{{- end }}
{{- end }}
- name: Fusion__Shards
  value: {{ $values.fusion.shards | int | quote }}
{{- if .facts.models }}
- name: Models__Root
  value: /models
- name: Models__Provider
  value: {{ include "mmei.onGpu" . | empty | ternary "Cpu" (include "mmei.gpu" . | fromYaml).executionProvider }}
{{- end }}
{{- if has "storage" .facts.uses }}
- name: Storage__Provider
  value: PostgreSql
{{- end }}
{{- if has "vectors" .facts.uses }}
- name: VectorIndex__Provider
  value: {{ title $values.vectorIndex.provider }}
{{- if eq $values.vectorIndex.provider "qdrant" }}
- name: VectorIndex__Url
  value: {{ $values.vectorIndex.url | quote }}
{{- end }}
{{- end }}
{{- if has "auth" .facts.uses }}
{{- range $index, $key := $values.auth.apiKeys }}
- name: Auth__ApiKeys__{{ $index }}__Tenant
  value: {{ $key.tenant | quote }}
{{- range $place, $scope := get $key "scopes" | default list }}
- name: Auth__ApiKeys__{{ $index }}__Scopes__{{ $place }}
  value: {{ $scope }}
{{- end }}
{{- with get $key "expiresAt" }}
- name: Auth__ApiKeys__{{ $index }}__ExpiresAt
  value: {{ . | quote }}
{{- end }}
{{- end }}
{{- with $values.auth.tokens.issuer }}
- name: Auth__Tokens__Issuer
  value: {{ . | quote }}
- name: Auth__Tokens__Audience
  value: {{ $values.auth.tokens.audience | quote }}
{{- end }}
{{- end }}
{{- $root := .root }}
{{- range .facts.calls }}
- name: Gateway__{{ title . }}Url
  value: http://{{ include "mmei.name" (dict "root" $root "name" .) }}:8080
{{- end }}
{{- end }}

{{/* Settings of a service that come from Secrets, as YAML: the file that one is, its Secret and the key in there. Call with root, name and facts. */}}
{{- define "mmei.secrets" -}}
{{- $values := .root.Values -}}
{{- $bus := (index $values.services .name).busSecret | default $values.bus.existingSecret -}}
- { path: Bus__Username, secret: {{ $bus }}, key: {{ $values.bus.usernameKey | quote }} }
- { path: Bus__Password, secret: {{ $bus }}, key: {{ $values.bus.passwordKey | quote }} }
{{- with $values.bus.sealingSecret }}
- { path: Bus__SealingPassword, secret: {{ . }}, key: {{ $values.bus.sealingKey | quote }} }
{{- end }}
{{- if has "storage" .facts.uses }}
- { path: Storage__ConnectionString, secret: {{ $values.storage.existingSecret }}, key: {{ $values.storage.connectionStringKey | quote }} }
{{- end }}
{{- if and (has "vectors" .facts.uses) (eq $values.vectorIndex.provider "qdrant") }}
{{- with $values.vectorIndex.existingSecret }}
- { path: VectorIndex__ApiKey, secret: {{ . }}, key: {{ $values.vectorIndex.apiKeyKey | quote }} }
{{- end }}
{{- end }}
{{- if has "auth" .facts.uses }}
{{- range $index, $key := $values.auth.apiKeys }}
- { path: Auth__ApiKeys__{{ $index }}__Sha256, secret: {{ $values.auth.existingSecret }}, key: {{ $key.secretKey | quote }} }
{{- end }}
{{- end }}
{{- end }}

{{/* All settings of a service but its secrets: the chart's, and those of `env`, of which none may be the chart's. Call with root, name and facts. */}}
{{- define "mmei.env" -}}
{{- $name := .name -}}
{{- $service := index .root.Values.services $name -}}
{{- $own := include "mmei.ownEnv" . -}}
{{- $own }}
{{- range include "mmei.secrets" . | fromYamlArray }}
{{- $own = printf "%s\n- name: %s\n" $own .path }}
{{- end }}
{{- $onGpu := include "mmei.onGpu" . | empty | ternary dict (get $service "gpuEnv" | default dict) }}
{{- range $key, $value := merge (dict) $service.env $onGpu }}
{{- if contains (printf "- name: %s\n" $key) $own }}
{{- fail (printf "services.%s.env: the chart itself sets %s; change the value that it is made of (see README.md), or leave it out" $name $key) }}
{{- end }}
- name: {{ $key }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* What the "restricted" Pod Security Standard asks of a pod. */}}
{{- define "mmei.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: {{ int .Values.podSecurity.user }}
runAsGroup: {{ int .Values.podSecurity.group }}
fsGroup: {{ int .Values.podSecurity.group }}
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
{{- $service := index $values.services .name -}}
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
{{- $busSecret := $service.busSecret | default $values.bus.existingSecret }}
- name: Bus__Username
  valueFrom:
    secretKeyRef:
      name: {{ $busSecret }}
      key: {{ $values.bus.usernameKey }}
- name: Bus__Password
  valueFrom:
    secretKeyRef:
      name: {{ $busSecret }}
      key: {{ $values.bus.passwordKey }}
{{- with $values.bus.sealingSecret }}
- name: Bus__SealingPassword
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $values.bus.sealingKey }}
{{- end }}
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
- name: Storage__ConnectionString
  valueFrom:
    secretKeyRef:
      name: {{ $values.storage.existingSecret }}
      key: {{ $values.storage.connectionStringKey }}
{{- end }}
{{- if has "vectors" .facts.uses }}
- name: VectorIndex__Provider
  value: {{ title $values.vectorIndex.provider }}
{{- if eq $values.vectorIndex.provider "qdrant" }}
- name: VectorIndex__Url
  value: {{ $values.vectorIndex.url | quote }}
{{- with $values.vectorIndex.existingSecret }}
- name: VectorIndex__ApiKey
  valueFrom:
    secretKeyRef:
      name: {{ . }}
      key: {{ $values.vectorIndex.apiKeyKey }}
{{- end }}
{{- end }}
{{- end }}
{{- if has "auth" .facts.uses }}
{{- range $index, $key := $values.auth.apiKeys }}
- name: Auth__ApiKeys__{{ $index }}__Tenant
  value: {{ $key.tenant | quote }}
- name: Auth__ApiKeys__{{ $index }}__Sha256
  valueFrom:
    secretKeyRef:
      name: {{ $values.auth.existingSecret }}
      key: {{ $key.secretKey }}
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

{{/* All settings of a service: the chart's, and those of `env`, of which none may be the chart's. Call with root, name and facts. */}}
{{- define "mmei.env" -}}
{{- $name := .name -}}
{{- $service := index .root.Values.services $name -}}
{{- $own := include "mmei.ownEnv" . -}}
{{- $own }}
{{- $onGpu := include "mmei.onGpu" . | empty | ternary dict (get $service "gpuEnv" | default dict) }}
{{- range $key, $value := merge (dict) $service.env $onGpu }}
{{- if contains (printf "- name: %s\n" $key) $own }}
{{- fail (printf "services.%s.env: the chart itself sets %s; change the value that it is made of (see README.md), or leave it out" $name $key) }}
{{- end }}
- name: {{ $key }}
  value: {{ $value | quote }}
{{- end }}
{{- end }}

{{/* Whether a service runs on the GPU pool: "gpu" or nothing. Call with root and name. */}}
{{- define "mmei.onGpu" -}}
{{- if eq (get (index .root.Values.services .name) "device" | default "cpu") "gpu" -}}gpu{{- end -}}
{{- end }}

{{/* The GPU of a service, as YAML: `gpu`, and over it what the service sets itself, each key as a whole. Call with root and name. */}}
{{- define "mmei.gpu" -}}
{{- $gpu := deepCopy .root.Values.gpu -}}
{{- range $key, $value := get (index .root.Values.services .name) "gpu" | default dict -}}
{{- $_ := set $gpu $key $value -}}
{{- end -}}
{{- toYaml $gpu -}}
{{- end }}

{{/* Whether a service asks for its GPU by a claim: "claim" or nothing. Call with root and name. */}}
{{- define "mmei.claimsGpu" -}}
{{- if and (include "mmei.onGpu" .) (eq (include "mmei.gpu" . | fromYaml).allocation "claim") -}}claim{{- end -}}
{{- end }}

{{/* What a service claims, as the specification of its ResourceClaimTemplate. Call with root and name. */}}
{{- define "mmei.claim" -}}
{{- $gpu := include "mmei.gpu" . | fromYaml -}}
spec:
  devices:
    requests:
      - name: gpu
        exactly:
          deviceClassName: {{ $gpu.deviceClassName }}
          allocationMode: ExactCount
          count: {{ int $gpu.count }}
          {{- with $gpu.selectors }}
          selectors:
            {{- range . }}
            - cel: { expression: {{ . | quote }} }
            {{- end }}
          {{- end }}
{{- end }}

{{/* Name of that template. Nobody can change a template, so one that asks for something else has another name. Call with root and name. */}}
{{- define "mmei.claimName" -}}
{{- printf "%s-%s" (include "mmei.name" .) (include "mmei.claim" . | sha256sum | trunc 8) -}}
{{- end }}

{{/* How a new version takes over. Call with root, name and facts. */}}
{{- define "mmei.strategy" -}}
{{- if and (has "vectors" .facts.uses) (eq .root.Values.vectorIndex.provider "embedded") -}}
# Its index is in memory: two pods would each know half of what changes.
type: Recreate
{{- else -}}
type: RollingUpdate
rollingUpdate:
  {{- if and (include "mmei.onGpu" .) (not (include "mmei.gpu" . | fromYaml).surge) }}
  # A GPU pool seldom has a spare device: the old pod goes first, and its queue holds the work meanwhile.
  maxSurge: 0
  maxUnavailable: 1
  {{- else }}
  maxSurge: 1
  maxUnavailable: 0
  {{- end }}
{{- end -}}
{{- end }}

{{/* Node labels, taints, affinity, priority and runtime of a service's pods. Call with root and name. */}}
{{- define "mmei.placement" -}}
{{- $service := index .root.Values.services .name -}}
{{- $nodeSelector := $service.nodeSelector -}}
{{- $tolerations := $service.tolerations -}}
{{- if include "mmei.onGpu" . -}}
{{- $gpu := include "mmei.gpu" . | fromYaml -}}
{{- $nodeSelector = merge (dict) $service.nodeSelector $gpu.nodeSelector -}}
{{- $tolerations = concat $service.tolerations $gpu.tolerations -}}
{{- with $gpu.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- end }}
{{- with $service.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- with $service.pod.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Requests and limits; a GPU pod adds its devices to the limits, or names its claim. Call with root and name. */}}
{{- define "mmei.resources" -}}
{{- $resources := deepCopy (index .root.Values.services .name).resources -}}
{{- if include "mmei.claimsGpu" . -}}
{{- $_ := set $resources "claims" (list (dict "name" "gpu")) -}}
{{- else if include "mmei.onGpu" . -}}
{{- $gpu := include "mmei.gpu" . | fromYaml -}}
{{- $_ := set $resources.limits $gpu.resourceName (int $gpu.count) -}}
{{- end -}}
{{- toYaml $resources -}}
{{- end }}

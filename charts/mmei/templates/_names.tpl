{{/* Name of the release's objects. Cut so that the longest suffix still fits in a label (63 characters). */}}
{{- define "mmei.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{/* Name of a service's objects. Call with root and name. */}}
{{- define "mmei.name" -}}
{{- printf "%s-%s" (include "mmei.fullname" .root) .name -}}
{{- end }}

{{/* Labels that select the pods of the whole release. */}}
{{- define "mmei.releaseSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{/* Labels that select the pods of one service; immutable in a Deployment, so never extend them. Call with root and name. */}}
{{- define "mmei.selector" -}}
{{ include "mmei.releaseSelector" .root }}
app.kubernetes.io/component: {{ .name }}
{{- end }}

{{/* Labels of every object. Call with root and name. */}}
{{- define "mmei.labels" -}}
{{ include "mmei.selector" . }}
app.kubernetes.io/part-of: mmei
app.kubernetes.io/version: {{ .root.Values.image.tag | default .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Image reference: repository, and digest or tag, of the registry that is set. Call with root and image. */}}
{{- define "mmei.image" -}}
{{- $repository := .image.repository -}}
{{- with .root.Values.image.registry -}}{{- $repository = printf "%s/%s" . $repository -}}{{- end -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (get .image "tag" | default .root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{/* Pull secrets of every pod. Call with the root. */}}
{{- define "mmei.pullSecrets" -}}
{{- with .Values.image.pullSecrets -}}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end -}}
{{- end }}

using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Mmei.Hosting.Tenancy;

namespace Mmei.Hosting.Logging;

/// <summary>
/// A line of JSON for each entry. What a log store is searched by (time, level, trace, span, tenant) are members of the line itself, not of
/// a scope inside it. No line breaks: an exception's are escaped.
/// </summary>
internal sealed class JsonLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "mmei-json";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("Timestamp", time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("LogLevel", logEntry.LogLevel.ToString());
            json.WriteString("Category", logEntry.Category);
            json.WriteNumber("EventId", logEntry.EventId.Id);
            json.WriteString("Message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            if (logEntry.Exception is { } exception)
            {
                json.WriteString("Exception", exception.ToString());
            }

            WriteOrigin(json);
            WriteState(json, logEntry.State);
            WriteScopes(json, scopeProvider);
            json.WriteEndObject();
        }

        textWriter.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    private static void WriteOrigin(Utf8JsonWriter json)
    {
        if (Activity.Current is { } activity)
        {
            json.WriteString("TraceId", activity.TraceId.ToHexString());
            json.WriteString("SpanId", activity.SpanId.ToHexString());
        }

        if (TenantOfWork.Current is { } tenant)
        {
            json.WriteString("Tenant", tenant);
        }
    }

    private static void WriteState<TState>(Utf8JsonWriter json, TState state)
    {
        if (state is IReadOnlyCollection<KeyValuePair<string, object?>> { Count: > 0 } values)
        {
            json.WriteStartObject("State");
            WriteAll(json, values);
            json.WriteEndObject();
        }
    }

    private static void WriteScopes(Utf8JsonWriter json, IExternalScopeProvider? scopes)
    {
        json.WriteStartArray("Scopes");
        scopes?.ForEachScope(
            static (scope, json) =>
            {
                if (scope is IEnumerable<KeyValuePair<string, object?>> values)
                {
                    json.WriteStartObject();
                    WriteAll(json, values);
                    json.WriteEndObject();
                }
                else
                {
                    json.WriteStringValue(Text(scope));
                }
            },
            json);
        json.WriteEndArray();
    }

    private static void WriteAll(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach (var (name, value) in values)
        {
            json.WriteString(name, Text(value));
        }
    }

    private static string? Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture);
}

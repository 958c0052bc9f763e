using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Gateway.Keep;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;

namespace Mmei.Gateway.Idempotency;

/// <summary>
/// Carries a POST with an <c>Idempotency-Key</c> out once, and answers its repetitions as it was answered. A key is the tenant's, for one
/// call: nobody else's call is ever answered with it. What failed is not kept, since trying again is what it is for.
/// </summary>
internal sealed class RepeatedCalls(IOptions<IdempotencyOptions> settings, TimeProvider time) : IKept
{
    public const string HeaderName = "Idempotency-Key";

    /// <summary>What a kept call takes beside its answer.</summary>
    private const int Overhead = 512;

    private readonly ExpiringStore<(string Tenant, string Path, string Key), RememberedCall> _calls =
        new(settings.Value.MaxBytes, settings.Value.Retention, time);

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var key = (context.GetTenant(), context.Request.Path.Value!, KeyOf(context.Request));
        await using var asked = new HashedBody(context.Request);
        context.Request.Body = asked;
        if (_calls.Add(key, new RememberedCall(), Overhead, out var call))
        {
            await CarryOutAsync(context, next, key, call, asked);
        }
        else
        {
            await RepeatAsync(context, call, asked);
        }
    }

    public void Sweep() => _calls.Sweep();

    /// <summary>Who an answer is about is not known here: all of the tenant's go.</summary>
    public void Forget(string tenant, string userId) => _calls.RemoveWhere((key, _) => key.Tenant == tenant);

    private async Task CarryOutAsync(
        HttpContext context, RequestDelegate next, (string, string, string) key, RememberedCall call, HashedBody asked)
    {
        var sent = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await using var answer = new CopiedBody(sent.Stream, settings.Value.MaxAnswerBytes);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer, sent));

        // It is carried out to its end also where the client has gone: it is the one that will send the call again.
        context.RequestAborted = CancellationToken.None;
        try
        {
            await next(context);
            if (context.Response.StatusCode is >= 200 and < 300)
            {
                var copy = answer.Copy;
                call.Complete(new RememberedCall.Outcome(
                    await asked.FingerprintAsync(context.RequestAborted),
                    copy is null ? null : RememberedAnswer.Of(context.Response, copy)));
                _calls.Weigh(key, call, Overhead + (copy?.Length ?? 0));
            }
        }
        finally
        {
            context.Features.Set(sent);
            if (call.Done is null)
            {
                _calls.Remove(key);
            }
        }
    }

    private static async Task RepeatAsync(HttpContext context, RememberedCall call, HashedBody asked)
    {
        if (call.Done is not { } done)
        {
            throw new ConflictFailure($"A call with this {HeaderName} is in progress; its answer can be had once it is done.");
        }

        var fingerprint = await asked.FingerprintAsync(context.RequestAborted);
        if (!CryptographicOperations.FixedTimeEquals(done.Fingerprint, fingerprint))
        {
            throw new UnprocessableFailure($"This {HeaderName} was used for another request.")
            {
                Errors = new Dictionary<string, string[]> { [HeaderName] = ["was used with another body, query or content type"] },
            };
        }

        var answer = done.Answer ?? throw new ConflictFailure(
            $"The call with this {HeaderName} was carried out; its answer is too large to be kept.");
        await answer.WriteAsync(context.Response, context.RequestAborted);
    }

    private static string KeyOf(HttpRequest request) => request.Headers[HeaderName] is [{ } key] && Ids.IsValid(key)
        ? key
        : throw new InvalidInputFailure(HeaderName, Ids.Rule);
}

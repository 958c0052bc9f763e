using Microsoft.AspNetCore.Http.HttpResults;
using Mmei.Contracts.Api.V1;
using Mmei.Feedback.People;
using Mmei.Hosting.Failures;
using Mmei.Hosting.Tenancy;

namespace Mmei.Feedback;

/// <summary>A person's consent over HTTP.</summary>
internal static class ConsentApi
{
    /// <summary>Maps <c>/v1/users/{id}/consent</c>. The tenant must be known by then.</summary>
    public static void MapConsent(this IEndpointRouteBuilder app)
    {
        var consent = app.MapGroup("/v1/users/{id}/consent").WithTags("users");
        consent.MapPut("", StoreAsync)
            .WithName("storeConsent")
            .WithSummary("What a person agreed to, once for all their observations.")
            .WithDescription(
                "From then on a face or a voice that is sent with their `userId` is read without `consent` of its own, until they withdraw it. What " +
                "an observation itself says of a modality comes first. It takes the place of what was stored, and the erasure of the person " +
                "takes it along.");
        consent.MapGet("", FindAsync)
            .WithName("getConsent")
            .WithSummary("What a person agreed to; to neither, where nothing is stored.");
        consent.MapDelete("", WithdrawAsync)
            .WithName("withdrawConsent")
            .WithSummary("Withdraws what a person agreed to, from the next observation on.");
    }

    private static async Task<Ok<UserConsentAnswer>> StoreAsync(
        string id, UserConsentRequest request, TenantContext tenant, IConsents consents, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var purpose = request.Purpose;
        new FieldErrors()
            .Require(Ids.IsValid(id), "id", Ids.Rule)
            .Require(
                purpose.Length <= ContextRequest.LabelCharacters && !purpose.Any(char.IsControl),
                "purpose",
                $"must be at most {ContextRequest.LabelCharacters} characters, none of them a control character")
            .Require(!string.IsNullOrWhiteSpace(purpose), "purpose", "must say what the person agreed to, such as \"recommendation\"")
            .Require(!RefusedPurposes.Has(purpose), "purpose", RefusedPurposes.Rule)
            .ThrowIfAny();
        var consent = new UserConsentAnswer
        {
            Image = request.Image,
            Audio = request.Audio,
            Purpose = purpose,
            StoredAt = time.GetUtcNow(),
        };
        await consents.StoreAsync(tenant.Tenant, id, consent, cancellationToken);
        return TypedResults.Ok(consent);
    }

    private static async Task<Ok<UserConsentAnswer>> FindAsync(
        string id, TenantContext tenant, IConsents consents, CancellationToken cancellationToken)
    {
        new FieldErrors().Require(Ids.IsValid(id), "id", Ids.Rule).ThrowIfAny();
        return TypedResults.Ok(
            await consents.FindAsync(tenant.Tenant, id, cancellationToken)
            ?? new UserConsentAnswer { Image = false, Audio = false });
    }

    private static async Task<NoContent> WithdrawAsync(
        string id, TenantContext tenant, IConsents consents, CancellationToken cancellationToken)
    {
        new FieldErrors().Require(Ids.IsValid(id), "id", Ids.Rule).ThrowIfAny();
        await consents.WithdrawAsync(tenant.Tenant, id, cancellationToken);
        return TypedResults.NoContent();
    }
}

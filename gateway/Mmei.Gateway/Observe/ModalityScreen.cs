using Microsoft.Extensions.Options;
using Mmei.Contracts.Api.V1;
using Mmei.Contracts.Media;
using Mmei.Contracts.Taxonomy;
using Mmei.Contracts.V1;
using Mmei.Gateway.Access;
using Mmei.Hosting.Failures;

namespace Mmei.Gateway.Observe;

/// <summary>
/// Decides at the edge what may go on: a modality without consent is dropped unseen, a medium is known by its bytes, never by its name
/// or declared type.
/// </summary>
internal sealed class ModalityScreen(IOptions<GatewayLimits> limits)
{
    private readonly IReadOnlyList<MediaType> _images = limits.Value.AllowedImageTypes;
    private readonly IReadOnlyList<MediaType> _sounds = limits.Value.AllowedAudioTypes;

    /// <exception cref="Failure">Nothing is left to perceive; the reasons are given by modality.</exception>
    public ScreenedModalities Screen(ObservationRequest request, Agreement agreement)
    {
        var settled = new List<ModalityResult>();
        var screened = new ScreenedModalities
        {
            Image = Admit(Modality.Image, request.Image, agreement.AgainstImage, PictureProblem, settled),
            Audio = Admit(Modality.Audio, request.Audio, agreement.AgainstAudio, SoundProblem, settled),
            Text = Admit(Modality.Text, request.Text, agreement.AgainstText, TextProblem, settled),
            Settled = settled,
        };
        return screened is { Image: null, Audio: null, Text: null } ? throw UnusableObservation.From(settled) : screened;
    }

    private static T? Admit<T>(
        Modality modality, T? sent, string? objection, Func<T, Rejection?> problem, List<ModalityResult> settled)
        where T : class
    {
        if (sent is null)
        {
            return null;
        }

        if (objection is not null)
        {
            settled.Add(new ModalityResult { Modality = modality, Status = ModalityStatus.Withheld, Reason = objection });
            return null;
        }

        if (problem(sent) is not { } rejection)
        {
            return sent;
        }

        settled.Add(
            new ModalityResult { Modality = modality, Status = ModalityStatus.Rejected, Code = rejection.Code, Reason = rejection.Reason });
        return null;
    }

    private static Rejection? TextProblem(string text) => string.IsNullOrWhiteSpace(text) ? Rejection.Empty : null;

    private Rejection? PictureProblem(byte[] picture) => MediumProblem(picture, _images, MediaTypes.PictureType);

    private Rejection? SoundProblem(byte[] sound) => MediumProblem(sound, _sounds, MediaTypes.ContentType);

    private static Rejection? MediumProblem(byte[] medium, IReadOnlyList<MediaType> allowed, Func<MediaType, string> nameOf)
    {
        if (medium.Length == 0)
        {
            return Rejection.Empty;
        }

        var type = MediaSniffer.Sniff(medium.AsSpan(0, Math.Min(medium.Length, MediaSniffer.PrefixLength)));
        if (type is { } known && allowed.Contains(known))
        {
            return null;
        }

        var expected = string.Join(", ", allowed.Select(nameOf));
        return new Rejection(
            RejectionCode.Unsupported,
            type is null ? $"is not a file of a known type: {expected}" : $"is {nameOf(type.Value)}, which is none of {expected}");
    }

    private sealed record Rejection(RejectionCode Code, string Reason)
    {
        public static Rejection Empty { get; } = new(RejectionCode.Empty, "is empty");
    }
}
